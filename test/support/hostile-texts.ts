/** Texts that take parsers, patterns and comparisons as long as possible for their length. @module */

/** Most bytes of a script. */
const SCRIPT_BYTES = 100 * 1024

/** As many as fit beside some more text. */
function fill(piece: string, bytes = SCRIPT_BYTES - 500): string {
  return piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)))
}

const inScript = (code: string): string =>
  `function login (email, password, callback) {\n${code}\ncallback(null)\n}`

/** By what is hostile in them. Scripts of an action; most do not compile. */
export const HOSTILE_SCRIPTS: { readonly [name: string]: string } = {
  dots: `configuration${fill('.')}`,
  'dots after names': fill('configuration.'),
  // Parsers compare each group of a name with each other one.
  'named groups': inScript(`/${fill('(?:(?<a>x)|(?<b>y))|')}/`),
  'groups of many names': inScript(
    `/${Array.from({ length: 4_000 }, (_, i) => `(?<g${i}>a)|(?<same>b)`).join('|')}/`,
  ),
  'nested brackets': inScript(`${fill('[', 49_000)}${fill(']', 49_000)}`),
  'nested parentheses': inScript(fill('(')),
  'nested functions': inScript(fill('function(){')),
  'nested templates': inScript(fill('`${')),
  'a long chain': inScript(`x${fill('.a()')}`),
  'a long sum': inScript(`x = 'select ' ${fill('+ email ')}`),
  'branches on branches': inScript(fill('if (email) {callback()} else ')),
  'nested branches': inScript(fill('if(email)callback();else{')),
  'many names': inScript(
    `var ${Array.from({ length: 12_000 }, (_, i) => `a${i}`).join(',')}\n${fill('a1=a2;', 20_000)}`,
  ),
  'many keys': inScript(Array.from({ length: 3_500 }, (_, i) => `configuration.KEY_${i};`).join('')),
  'comments that never end': fill('/* '),
  'blank lines': `${fill('\n')}*\n//`,
  'a long line': inScript(`'${fill('select where ')}'`),
  'addresses in a text': inScript(`'${fill('a://b:')}'`),
  'marks out of order': inScript(`'a${fill('\u0316\u0301')}'`),
  escapes: inScript(`'${fill('\\u0041')}'`),
  quotes: inScript(fill(`"'`)),
  'calls of require': inScript(fill('require("pg@')),
}

/** HTML and Liquid, up to 200,000 characters. */
export const HOSTILE_TEMPLATES: { readonly [name: string]: string } = {
  'links that never end': '<a href=""'.repeat(18_000),
  'open links': '<a href="">'.repeat(18_000),
  'open tags': '<'.repeat(199_000),
  'open comments': '<!--'.repeat(49_000),
  'open styles': '<style>'.repeat(28_000),
  blanks: `a${' '.repeat(199_000)}b`,
  'open outputs': '{{ '.repeat(66_000),
  'nested conditions': '{% if user %}'.repeat(15_000),
  'closed conditions': `${'{% if user %}'.repeat(8_000)}${'{% endif %}'.repeat(8_000)}`,
  'nested loops': `${'{% for i in (1..100000) %}'.repeat(5)}x${'{% endfor %}'.repeat(5)}`,
  'a long loop': '{% for i in (1..1000000000) %}x{% endfor %}',
  'an exponent': '{% for i in (1..1e9) %}x{% endfor %}',
  'many filters': `{{ user.name ${'| upcase '.repeat(22_000)}}}`,
  'a text that doubles': `{% assign x = "aaaaaaaaaa" %}${'{% assign x = x | append: x %}'.repeat(60)}{{ x }}`,
  'a file': "{% include '/etc/passwd' %}",
  'a rendered file': "{% render '/etc/passwd' %}",
  'a layout': "{% layout '/etc/passwd' %}",
  'a prototype': '{{ user.constructor.constructor }}{{ user.__proto__ }}',
  strip_html: `{{ "${'<script '.repeat(20_000)}" | strip_html }}`,
}
