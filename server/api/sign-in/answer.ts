/** Answers to applications: as a redirect, a form that posts itself, or a message to the page that asked. @module */
import { escapeHtml } from '../../mail/html.ts'
import type { AnswerFields } from '../../oidc/answers.ts'
import { answerTo } from '../../oidc/answers.ts'
import { webOriginsOf } from '../../oidc/redirect-uri.ts'
import type { ReplyTo } from '../../oidc/request.ts'
import type { Client } from '../../store/contract.ts'
import { postingForm } from '../hosted-pages/html.ts'
import { hashSource } from '../hosted-pages/layout.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'

const POST_ITSELF = 'document.forms[0].submit()'

/** The shape that auth0-spa-js and auth0.js read. */
const POST_MESSAGE =
  "(()=>{const{origin,response}=JSON.parse(document.body.dataset.answer);const to=window.opener||window.parent;if(to!==window)to.postMessage({type:'authorization_response',response},origin)})()"

/**
 * @param to an address that the client has registered
 * @param is_after_form the browser sent a form, so that the redirect must become a GET
 */
export function toApplication(
  about: { client: Client; texts: PageTexts; is_after_form: boolean },
  to: ReplyTo,
  fields: AnswerFields,
): PageAnswer {
  const { client, texts, is_after_form } = about
  const answer = answerTo(to, fields)
  switch (answer.kind) {
    case 'redirect':
      return is_after_form ? answer : { ...answer, status: 302 }
    case 'form_post':
      return {
        kind: 'page',
        texts,
        title: texts.sending.title,
        main: postingForm({ action: answer.action, hidden: answer.fields, submit: texts.sending.button }),
        script: POST_ITSELF,
      }
    case 'web_message':
      return messagePage(client, answer.origin, answer.fields)
  }
}

/** Only pages of the application may frame it, and only the page of the registered address gets the message. */
function messagePage(client: Client, origin: string, response: object): PageAnswer {
  const ancestors = [...new Set([origin, ...webOriginsOf(client)])]
  const data = escapeHtml(JSON.stringify({ origin, response }))
  return {
    kind: 'document',
    type: 'html',
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Answer</title></head><body data-answer="${data}"><script>${POST_MESSAGE}</script></body></html>\n`,
    policy: [
      "default-src 'none'",
      `script-src ${hashSource(POST_MESSAGE)}`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${ancestors.join(' ')}`,
    ].join('; '),
  }
}
