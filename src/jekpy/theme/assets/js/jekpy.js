---
layout: null
search_exclude: true
sitemap: false
template: jinja
---
{% include "js/theme.js" %}
{% include "js/custom.js" %}
