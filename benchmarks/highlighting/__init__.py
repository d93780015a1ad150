"""How well code is highlighted as Rouge highlights it."""
