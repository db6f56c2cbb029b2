import { expect, test } from 'vitest'
import { answerTo } from '../../../server/oidc/answers.ts'

const to = (
  redirect_uri: string,
  response_mode: Parameters<typeof answerTo>[0]['response_mode'] = 'query',
) => ({
  redirect_uri,
  response_mode,
  state: 'a b&c',
})

test.each([
  ['https://app.example.com/cb', 'https://app.example.com/cb?code=1&state=a+b%26c'],
  ['https://app.example.com', 'https://app.example.com?code=1&state=a+b%26c'],
  ['https://app.example.com/cb?tenant=x%20y', 'https://app.example.com/cb?tenant=x%20y&code=1&state=a+b%26c'],
  ['https://app.example.com/cb?', 'https://app.example.com/cb?code=1&state=a+b%26c'],
  ['com.example.app://acme/callback', 'com.example.app://acme/callback?code=1&state=a+b%26c'],
])('the answer is added to the query of %s, which stays as it is', (redirect_uri, url) => {
  expect(answerTo(to(redirect_uri), { code: '1' })).toEqual({ kind: 'redirect', url })
})

test('an answer in the fragment', () => {
  expect(answerTo(to('https://app.example.com/cb?x=1', 'fragment'), { id_token: 't' })).toEqual({
    kind: 'redirect',
    url: 'https://app.example.com/cb?x=1#id_token=t&state=a+b%26c',
  })
})

test('an answer as a form and as a message has the same fields', () => {
  const fields = { access_token: 't', expires_in: 7_200, scope: 'openid' }
  expect(answerTo(to('https://app.example.com/cb', 'form_post'), fields)).toEqual({
    kind: 'form_post',
    action: 'https://app.example.com/cb',
    fields: { access_token: 't', expires_in: '7200', scope: 'openid', state: 'a b&c' },
  })
  expect(answerTo(to('https://app.example.com/cb', 'web_message'), fields)).toEqual({
    kind: 'web_message',
    origin: 'https://app.example.com',
    fields: { access_token: 't', expires_in: 7_200, scope: 'openid', state: 'a b&c' },
  })
})
