import { describe, expect, it } from 'vitest'
import { escapeMarkup, Markup, markup } from '../../src/shares/markup.ts'

describe('markup', () => {
  it('escapes each value', () => {
    const text = `</script>"'&amp;<![CDATA[x]]>`
    expect(markup`<p title="${text}">${text}</p>`.text).toBe(
      '<p title="&lt;/script&gt;&quot;&#39;&amp;amp;&lt;![CDATA[x]]&gt;">' +
        '&lt;/script&gt;&quot;&#39;&amp;amp;&lt;![CDATA[x]]&gt;</p>',
    )
  })

  it('leaves markup as it is, and nothing for nothing', () => {
    expect(
      markup`${markup`<b>`}${[markup`<i>`, new Markup('<u>')]}${null}${undefined}${false}${0}`.text,
    ).toBe('<b><i><u>0')
  })

  it('replaces what no XML document may have', () => {
    const text = 'a\0b\x08c\x0bd\x1fe\ufffef\uffffg\ud800h\udc00i\x7fj\x85k'
    expect(escapeMarkup(text)).toBe('a�b�c�d�e�f�g�h�i�j�k')
    expect(escapeMarkup('line\r\n\tnext 📚 \u202e')).toBe('line\r\n\tnext 📚 \u202e')
  })
})
