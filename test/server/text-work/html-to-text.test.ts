import { expect, test } from 'vitest'
import { htmlToText } from '../../../server/text-work/html-to-text.ts'

test.each([
  ['<p>a</p><p>b</p>', 'a\nb'],
  ['a<br>b<br/>c<BR />d', 'a\nb\nc\nd'],
  ['<head><title>t</title><style>p > a {}</style></head><body>x</body>', 'x'],
  ['<header>kept</header>', 'kept'],
  ['<STYLE>x</style >y', 'y'],
  ['<a href="https://a.example">here</a>', 'here: https://a.example'],
  ["<a class=x href='https://a.example' ><b>https://a.example</b></a>", 'https://a.example'],
  ['<a href="https://a.example"><img></a>', 'https://a.example'],
  ['<a name=x>no link</a>', 'no link'],
  ['a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#34; f&nbsp;g &copy;', 'a & b <c> "d" \'e" f g &copy;'],
  ['x<!-- <p>a > b</p> -->y', 'xy'],
  ['<p>  a \t b </p>\n\n\n\n<p>c</p>', 'a b\n\nc'],
  ['1 < 2', '1 < 2'],
  ['<style>never closed', 'never closed'],
])('%j becomes %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

test('HTML of any shape takes time in proportion to its length', () => {
  const shapes = [
    '<a href=""',
    '<a href="">',
    '<',
    '<!--',
    '<style>',
    '</a>',
    '<a href="" href="',
    ' ',
    '&amp;',
    '< href=',
  ]
  for (const shape of shapes) {
    const html = shape.repeat(Math.ceil(1_000_000 / shape.length))
    const began = performance.now()
    htmlToText(html)
    // 15 KB took 6 s.
    expect(performance.now() - began, shape).toBeLessThan(1_500)
  }
})
