/** How an answer reaches the application, by its response mode. @module */
import type { OAuthProblem, ReplyTo } from './request.ts'

/** Fields of an answer: code, tokens, or an error. */
export interface AnswerFields extends Partial<OAuthProblem> {
  code?: string | undefined
  access_token?: string | undefined
  id_token?: string | undefined
  token_type?: string | undefined
  expires_in?: number | undefined
  scope?: string | undefined
}

export type Answer =
  | { kind: 'redirect'; url: string }
  /** A page whose form posts the fields to the application. */
  | { kind: 'form_post'; action: string; fields: { readonly [name: string]: string } }
  /** A page that posts a message to the window or frame that opened it. */
  | { kind: 'web_message'; origin: string; fields: { readonly [name: string]: string | number } }

/** @param to an address that the client has registered */
export function answerTo(to: ReplyTo, fields: AnswerFields): Answer {
  const given = Object.entries({ ...fields, state: to.state }).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  )
  const texts = given.map(([name, value]): [string, string] => [name, String(value)])
  switch (to.response_mode) {
    case 'query':
      return { kind: 'redirect', url: withQuery(to.redirect_uri, texts) }
    case 'fragment':
      return {
        kind: 'redirect',
        url: `${withoutFragment(to.redirect_uri)}#${new URLSearchParams(texts).toString()}`,
      }
    case 'form_post':
      return { kind: 'form_post', action: to.redirect_uri, fields: Object.fromEntries(texts) }
    case 'web_message':
      return {
        kind: 'web_message',
        origin: new URL(to.redirect_uri).origin,
        fields: Object.fromEntries(given),
      }
  }
}

/** Adds to the query and changes nothing else: the address is the application's, byte for byte. */
export function withQuery(address: string, fields: readonly (readonly [string, string])[]): string {
  if (fields.length === 0) return address
  const [, before = address, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(address) ?? []
  const query = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&'
  return `${before}${joint}${query}${fragment}`
}

const withoutFragment = (address: string): string => address.replace(/#.*$/s, '')
