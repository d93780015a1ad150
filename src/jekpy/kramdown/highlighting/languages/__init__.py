"""Lexers that follow Rouge's, one language a module, named as Rouge names it: `lexer()` returns it."""
