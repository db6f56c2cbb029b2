import { expect, test } from 'vitest'
import type { Branding } from '../../../server/mail/html.ts'
import { readableOn } from '../../../server/mail/html.ts'
import { renderLetter } from '../../../server/mail/render.ts'
import { MAIL_NAMES, MEMBER_MAIL_NAMES } from '../../../server/mail/texts.ts'

const url = 'https://ferry.example.com/u/reset-password?ticket=abc'
const look: Branding = {
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
  'user.invited_by': '<img src=x>@example.com',
  'user.role': 'editor',
}

test.each([...MAIL_NAMES, ...MEMBER_MAIL_NAMES])(
  '%s: every value is filled in, and the HTML has nothing that was not escaped',
  (name) => {
    const { to, subject, text, html } = renderLetter(name, values, look)
    expect(to).toBe('ann@example.com')
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\{|undefined/)
    expect(html).not.toContain('<Inc>')
    expect(html).not.toContain('<img')
    expect(text).toContain('help@acme.example.com')
  },
)

test('text on a colour is black or white, whichever has the higher contrast', () => {
  expect(readableOn('#ffcc00')).toBe('#000000')
  expect(readableOn('#0f5bd7')).toBe('#ffffff')
})
