/** Texts that would leave their place in HTML, in XML or in JSON-LD. The service takes each of them as a title. */
export const hostileTexts = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  `" onmouseover="alert(1)`,
  `' onmouseover='alert(1)`,
  ']]><script>alert(1)</script>',
  '<!-- --> <!--<script>',
  '&lt;b&gt; &amp; &#60;',
  '{{constructor}} <%= 1 %>',
  'null \0 escape \x1b backspace \x08 end',
  'line \u2028 paragraph \u2029 end',
  'not a character \ufffe \uffff',
  'right to left \u202e olleh',
  'שלום עולם',
  'javascript:alert(1)',
  '</title></textarea></style></noscript><svg onload=alert(1)>',
  '📚 x\u0301\u0301\u0301',
]
