/** `/u/reset-password`: where a reset link leads. @module */
import * as z from 'zod'
import type { ResetConfirmed } from '../../migration/reset/reset-password.ts'
import type { PasswordViolation } from '../../password/policy.ts'
import { passwordRulesOf } from '../../password/policy.ts'
import type { Connection, Ticket, TicketRefusal } from '../../store/contract.ts'
import type { Field } from '../hosted-pages/html.ts'
import { errorSummary, form, paragraph } from '../hosted-pages/html.ts'
import { withOwnTexts } from '../hosted-pages/own-texts.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { actionOf, definePage } from '../hosted-pages/page.ts'
import { ruleList } from '../hosted-pages/password-rules.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import {
  openTicket,
  problemPage,
  reasonOfTrouble,
  refusedPage,
  succeeded,
  TicketFields,
  targetsOf,
} from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { NewPassword } from '../shapes/person-input.ts'
import { mayGoOn, signInAfterReset } from './after-ticket.ts'

const PATH = '/u/reset-password'

/** Shows the form. */
export const showResetPassword = definePage({
  method: 'get',
  path: PATH,
  summary: 'The page of a reset link',
  fields: TicketFields,
  async handle(deps, { ticket: secret }, context) {
    const words = await withOwnTexts(deps, context)
    const found = await openReset(deps, secret)
    if (typeof found === 'string') return refusedPage(words.texts, found)
    return formPage({ secret, ...found, words, errors: {} })
  },
})

/** Sets the password. A refused password leaves link and form usable. */
export const submitResetPassword = definePage({
  method: 'post',
  path: PATH,
  summary: 'Set a new password by a reset link',
  fields: TicketFields.extend({
    password: z.string().catch('').default(''),
    password_again: z.string().catch('').default(''),
  }),
  async handle(deps, { ticket: secret, password, password_again }, context) {
    const words = await withOwnTexts(deps, context)
    const { texts } = words
    const found = await openReset(deps, secret)
    if (typeof found === 'string') return refusedPage(texts, found)
    const about = { secret, ...found, words }
    if (password === '') return formPage({ ...about, errors: { password: texts.reset.empty } })
    if (!NewPassword.safeParse(password).success) {
      return formPage({ ...about, errors: { password: texts.reset.unusable } })
    }
    if (password !== password_again) {
      return formPage({ ...about, errors: { password_again: texts.reset.mismatch } })
    }
    const result = await deps.flows.reset.confirm({ secret, password })
    record(deps, result, found)
    if (result.kind !== 'changed') return answerTo(result, about)
    deps.background.run('password_changed_mail', () => deps.flows.reset.sendChanged(result))
    const { user, connection, ticket } = result
    const after = await signInAfterReset(deps, { ticket, connection, context: words }, { user, password })
    if (after.kind === 'answer') return after.answer
    const { done_title, done, done_elsewhere } = texts.reset
    const text = after.kind === 'elsewhere' ? done_elsewhere : done
    return succeeded(ticket.details, ticket.email, { title: done_title, text })
  },
})

/** @returns what the link is about, or why it does not work */
async function openReset(
  deps: Deps,
  secret: string,
): Promise<{ ticket: Ticket; connection: Connection } | TicketRefusal> {
  const ticket = await openTicket(deps, 'reset', secret)
  if (typeof ticket === 'string') return ticket
  const connection = await deps.store.findConnection(deps.tenant.tenant_id, ticket.connection_id)
  return connection ? { ticket, connection } : 'unknown'
}

interface About {
  secret: string
  ticket: Ticket
  connection: Connection
  words: PageContext
}

function formPage({
  secret,
  ticket,
  connection,
  words,
  errors,
}: About & { errors: { password?: string; password_again?: string } }): PageAnswer {
  const { texts, look } = words
  const { reset } = texts
  const { password, password_again } = errors
  const rules = ruleList(passwordRulesOf(connection.options), texts)
  const described_by = rules === '' ? undefined : 'rules'
  const fields: Field[] = [
    { name: 'password', kind: 'new-password', label: reset.password, error: password, described_by },
    { name: 'password_again', kind: 'new-password', label: reset.again, error: password_again },
  ]
  const isWrong = password !== undefined || password_again !== undefined
  return {
    kind: 'page',
    title: reset.title,
    status: isWrong ? 400 : 200,
    is_error: isWrong,
    main:
      paragraph(reset.lead(ticket.email, look.name)) +
      errorSummary(fields) +
      rules +
      form({
        action: actionOf(PATH, words),
        hidden: { ticket: secret },
        // Without it, password managers would save the new password under no name.
        partners: [{ name: 'username', kind: 'username', value: ticket.email ?? ticket.identifier ?? '' }],
        fields,
        submit: reset.submit,
      }),
    form_targets: targetsOf(ticket.details),
    is_of_flow: mayGoOn(ticket),
  }
}

function answerTo(result: Exclude<ResetConfirmed, { kind: 'changed' }>, about: About): PageAnswer {
  const { texts } = about.words
  const { problem } = texts
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'refused':
      return refusedPage(texts, result.why)
    case 'weak_password':
      return formPage({ ...about, errors: { password: weakText(result.violation, texts) } })
    case 'validation':
    case 'unauthorized':
      // The legacy store says why it refuses the password; its text is meant for the person.
      return formPage({ ...about, errors: { password: result.message || problem.failed } })
    case 'nobody':
    case 'conflict':
      return problemPage(problem.title, problem[result.kind], 400)
    case 'missing_script':
    case 'failed':
      return problemPage(problem.title, problem.failed, 400)
    case 'unavailable':
      return problemPage(problem.title, problem.unavailable, 503)
  }
}

function weakText({ name }: PasswordViolation, { reset }: PageTexts): string {
  return reset.weak[name]
}

function record(
  { events }: Deps,
  result: ResetConfirmed,
  { ticket, connection }: { ticket: Ticket; connection: Connection },
): void {
  const who = { connection, user_id: ticket.user_id, user_name: ticket.email ?? ticket.identifier }
  if (result.kind === 'changed') {
    const user_id = result.user?.user_id
    events.record({ type: 'scp', ...who, ...(user_id === undefined ? {} : { user_id }) })
    return
  }
  events.record({ type: 'fcp', ...who, description: reasonOf(result) })
}

function reasonOf(result: Exclude<ResetConfirmed, { kind: 'changed' }>): string {
  if (result.kind === 'refused') return `The link does not work: ${result.why}`
  if (result.kind === 'weak_password') return `${result.violation.name}: ${result.violation.message}`
  if (result.kind === 'conflict') return result.clash.message
  return reasonOfTrouble(result)
}
