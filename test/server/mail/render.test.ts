import { expect, test } from 'vitest'
import type { Look } from '../../../server/mail/html.ts'
import { readableOn } from '../../../server/mail/html.ts'
import { renderLetter, templateProblem } from '../../../server/mail/render.ts'
import { MAIL_NAMES } from '../../../server/mail/texts.ts'

const url = 'https://ferry.example.com/u/reset-password?ticket=abc'
const look: Look = {
  name: 'Acme <Inc> http://evil.example.com',
  colour: '#ffcc00',
  support_email: 'help@acme.example.com',
  support_url: undefined,
}
const values = {
  url,
  tenant: 'acme',
  'connection.name': 'legacy',
  'user.email': 'ann@example.com',
  'user.name': '<img src=x onerror=alert(1)>',
  'user.source_ip': '192.0.2.1',
}

test.each(MAIL_NAMES)(
  '%s: every value is filled in, and the HTML has nothing that was not escaped',
  (name) => {
    const { to, subject, text, html } = renderLetter(name, values, look, undefined)
    expect(to).toBe('ann@example.com')
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|undefined/)
    expect(html).not.toContain('<Inc>')
    expect(html).not.toContain('<img')
    expect(text).toContain('help@acme.example.com')
  },
)

test('the first link of a tenant’s own text is the action link, whatever the template says', () => {
  const own = {
    enabled: true,
    subject: 'Hello\r\nBcc: all@example.com {{ user.name }}',
    body: '<p>{{user.name | escape}} see <a href="https://acme.example.com">us</a></p><a href="{{ url }}">here</a>',
  }
  const { subject, text, html } = renderLetter('reset_email', values, look, own)
  expect(text.startsWith(url)).toBe(true)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; see')
  expect(html).toContain(`<a href="${url}">here</a>`)
  const direct = renderLetter('reset_email', values, look, {
    ...own,
    body: '<a href="{{ url }}">here</a> &amp; now',
  })
  expect(direct.text).toBe(`here: ${url} & now`)
  expect(renderLetter('reset_email', values, look, { ...own, enabled: false }).subject).toBe(
    'Choose a new password',
  )
})

test('a template may have known variables and nothing else', () => {
  expect(templateProblem('{{ url }} {{user.email | escape}} { a }')).toBeUndefined()
  expect(templateProblem('{{ constructor }}')).toContain('no variable of the name constructor')
  expect(templateProblem('{% if user %}')).toContain('no tags')
  expect(templateProblem('{{ url | upcase }}')).toContain('no tags')
})

test('words on a colour are black or white, whichever is easier to read', () => {
  expect(readableOn('#ffcc00')).toBe('#000000')
  expect(readableOn('#0f5bd7')).toBe('#ffffff')
})
