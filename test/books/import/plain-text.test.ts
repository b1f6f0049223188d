import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/books/import/plain-text.ts'

describe('the text of a review', () => {
  it.each([
    ['One<br/><br />Two<BR>Three', 'One\n\nTwo\nThree'],
    ['One<br/>\nTwo\r\nThree', 'One\nTwo\nThree'],
    ['<div>One</div><div>Two<br></div>', 'One\nTwo'],
    ['<p>One</p>\n<p>Two</p>', 'One\nTwo'],
    ['<i>so</i> <B class="x">good</B>, <spoiler>he dies</spoiler>', 'so good, he dies'],
    ['see <a href="https://example.com/?a=1&amp;b=2" rel="nofollow">this</a>', 'see this'],
    [
      '[b:Dune|234225|Dune (Dune, #1)|https://x/1.jpg|3634639] by [a:Frank Herbert|58|Frank Herbert|https://x]',
      'Dune by Frank Herbert',
    ],
    ['a [b] c [1] [see: x]', 'a [b] c [1] [see: x]'],
    ['I <3 it, 1 < 2 > 0, <sigh> <briefly>', 'I <3 it, 1 < 2 > 0, <sigh> <briefly>'],
    ['&lt;b&gt; &amp;amp; &quot;x&quot; &#39;y&#x27; a&nbsp;b &#128218;', '<b> &amp; "x" \'y\' a\u00a0b 📚'],
    ['AT&T, &unknown; &toolongtobeone; &; &#; &#xzz;', 'AT&T, &unknown; &toolongtobeone; &; &#; &#xzz;'],
    ['&#0;&#xD800;&#x110000;&#9999999;', '\ufffd\ufffd\ufffd\ufffd'],
    ['It&rsquo;s [book:X|1] &mdash; &eacute;&Eacute; &#146;', 'It’s X — éÉ ’'],
    ['One[Return]Two', 'One\nTwo'],
    ['  <p></p>\n ', ''],
  ])('of %j', (html, expected) => {
    expect(plainText(html)).toBe(expected)
  })
})
