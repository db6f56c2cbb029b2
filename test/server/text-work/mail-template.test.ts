import { describe, expect, test } from 'vitest'
import type { TemplateTexts, TemplateValues } from '../../../server/text-work/mail-template.ts'
import { checkMailTemplate, renderMailTemplate } from '../../../server/text-work/mail-template.ts'

const url = 'https://ferry.example.com/u/reset-password?ticket=abc'
const values: TemplateValues = {
  url,
  tenant: 'acme',
  friendly_name: 'Acme & Sons',
  connection: { name: 'legacy' },
  application: { name: 'Shop', clientID: 'shop', metadata: { plan: 'pro' } },
  user: {
    email: 'ann@example.com',
    email_verified: true,
    name: '<img src=x onerror=alert(1)>',
    nickname: 'line\nbreak',
    user_metadata: { lang: 'it', tags: ['<b>', 'c'] },
    app_metadata: {},
  },
}

const rendered = (texts: Partial<TemplateTexts>) => {
  const result = renderMailTemplate({ texts: { subject: 's', body: '', ...texts }, values })
  if (result.kind === 'failed') throw new Error(result.problem.message)
  return result.mail
}
const body = (text: string) => rendered({ body: text }).html
const problem = (text: string) => checkMailTemplate({ subject: 's', body: text })

describe('Auth0’s templates are Liquid', () => {
  test.each([
    ['{{ application.name }} {{ connection.name }} {{ tenant }}', 'Shop legacy acme'],
    ['{% if user.email_verified %}yes{% else %}no{% endif %}', 'yes'],
    ["{% if user.user_metadata.lang == 'it' %}Ciao{% endif %}", 'Ciao'],
    ['{% for tag in user.user_metadata.tags %}{{ tag }},{% endfor %}', '&lt;b&gt;,c,'],
    ['{% assign x = user.email | upcase %}{{ x }}', 'ANN@EXAMPLE.COM'],
    ['{% case tenant %}{% when "acme" %}A{% endcase %}', 'A'],
    ['{{ organization.name }}{{ user.phone }}{{ nothing.at.all }}', ''],
    ['{{ user.name | default: "you" | truncate: 4 }}', '&lt;...'],
    ['{%- comment -%} x {%- endcomment -%}{% raw %}{{ x }}{% endraw %}', '{{ x }}'],
  ])('%s', (text, html) => {
    expect(problem(text)).toBeUndefined()
    expect(body(text)).toBe(html)
  })
})

test('a value never becomes HTML, by whichever tag or filter it is written', () => {
  const ways = [
    '{{ user.name }}',
    '{{ user.name | escape }}',
    '{{ user.name | escape_once }}',
    '{{ user.name | newline_to_br }}',
    '{% echo user.name %}',
    '{% cycle user.name, "b" %}',
    '{% assign x = user.name %}{{ x }}',
    '{{ "" | append: user.name }}',
    '{{ user | json }}',
    '{{ user.user_metadata.tags | join: "" }}',
  ]
  for (const way of ways) {
    expect(problem(way)).toBeUndefined()
    expect(body(way)).not.toMatch(/<(?!br \/>)/)
    expect(body(way)).toContain('&lt;')
    // Once, not twice.
    expect(body(way)).not.toContain('&amp;lt;')
  }
  expect(body('{{ user.nickname | newline_to_br }}')).toBe('line<br />\nbreak')
})

describe('a template that does not parse or render is refused with line and reason', () => {
  test.each([
    ["a\n{% include '/etc/passwd' %}", 2, 'the tag include is not offered: a template is one text'],
    ["{% render 'x' %}", 1, 'the tag render is not offered'],
    ["{% layout 'x' %}", 1, 'the tag layout is not offered'],
    ['{% for i in (1..1e9) %}x{% endfor %}', 1, '1e9 is neither a number nor the name of a variable'],
    ['{% for i in (1..1000000000) %}x{% endfor %}', 1, 'memory alloc limit exceeded'],
    ['\n\n{{ user.name | raw }}', 3, 'undefined filter: raw'],
    ['{{ user.name', 1, 'not closed'],
    ['{% if user.name %}', 1, 'not closed'],
    ['{{ frendly_name }}', 1, 'there is no variable frendly_name: is friendly_name meant?'],
    ['{{ user.emial }}', 1, 'there is no variable user.emial: is user.email meant?'],
    ['{% capture x %}{{ user.name }}{% endcapture %}', 1, 'tag "capture" not found'],
  ])('%j', (text, line, message) => {
    const found = problem(text)
    expect(found?.message).toContain(message)
    expect(found).toMatchObject({ part: 'body', line })
    expect(found?.message).not.toContain('/work')
  })
})

test('nested loops end at the time limit', () => {
  const loop = '{% for i in (1..10000) %}'
  const end = '{% endfor %}'
  expect(problem(loop.repeat(4) + end.repeat(4))?.message).toContain('limit exceeded')
})

test('inherited properties cannot be read', () => {
  expect(
    body('{{ user.constructor }}{{ user.__proto__ }}{{ constructor }}{{ tenant.constructor.name }}'),
  ).toBe('')
})

test('the first link of a tenant’s own text is the action link, whatever the template says', () => {
  const own = {
    subject: 'Hello\r\nBcc: all@example.com {{ user.name }}',
    body: '<p>{{user.name | escape}} see <a href="https://acme.example.com">us</a></p><a href="{{ url }}">here</a>',
  }
  const { subject, text, html } = rendered(own)
  expect(text.startsWith(url)).toBe(true)
  expect(subject).toBe('Hello Bcc: all@example.com <img src=x onerror=alert(1)>')
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; see')
  expect(html).toContain(`<a href="${url}">here</a>`)
  expect(rendered({ body: '<a href="{{ url }}">here</a> &amp; now' }).text).toBe(`here: ${url} & now`)
  expect(rendered({ body: 'b', text: '{{ user.name }} {{ url }}' }).text).toBe(`${values.user.name} ${url}`)
})
