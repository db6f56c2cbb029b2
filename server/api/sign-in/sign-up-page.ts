/** `/u/signup`: the page on which people create an account, and are signed in with it. @module */
import { usernameRulesOf } from '../../migration/identifiers/identifier-rules.ts'
import type { SignUpResult } from '../../migration/sign-up/person.ts'
import { passwordRulesOf } from '../../password/policy.ts'
import type { SignUpAttempt } from '../authentication/protected-sign-up.ts'
import { admitSignUp, signUp, tellsWhoExists } from '../authentication/protected-sign-up.ts'
import type { Field } from '../hosted-pages/html.ts'
import { alert, errorSummary, form, otherWay, paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { ruleList } from '../hosted-pages/password-rules.ts'
import type { Deps } from '../http/deps.ts'
import { NewPassword } from '../shapes/person-input.ts'
import { isUsableIdentifier } from './attempt.ts'
import { endFlow, lookAtEmail } from './end-flow.ts'
import { FieldText, StateField } from './fields.ts'
import type { Flow } from './flow.ts'
import { hintOf, openFlow } from './flow.ts'
import { headersOf, toldOf, toldOfRefusal } from './outcome.ts'
import { signUpUnseen } from './sign-up-unseen.ts'
import { requiresVerifiedEmail, sendVerification } from './verification.ts'
import { offersSignUp, PATHS, waysFrom } from './ways.ts'

/** What people type. */
interface Typed {
  email: string
  username: string
  password: string
}

/** What is wrong: beside its field, or above the form. */
interface Wrong {
  status: number
  fields?: { [field in keyof Typed]?: string }
  text?: string
  retry_after_s?: number | undefined
}

/** Shows the form. */
export const showSignUp = definePage({
  method: 'get',
  path: PATHS.sign_up,
  summary: 'The sign-up page',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    if (!offersSignUp(flow.connection)) return { kind: 'redirect', url: waysFrom(flow).sign_in }
    const hint = hintOf(flow)
    const isEmail = hint.includes('@')
    return formPage(flow, { email: isEmail ? hint : '', username: isEmail ? '' : hint })
  },
})

/** Creates the account; its owner ends at the application. */
export const submitSignUp = definePage({
  method: 'post',
  path: PATHS.sign_up,
  summary: 'Sign up with a password',
  fields: StateField.extend({ email: FieldText, username: FieldText, password: FieldText }),
  is_of_flow: true,
  async handle(deps, { state, ...typed }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    if (!offersSignUp(flow.connection)) return { kind: 'redirect', url: waysFrom(flow).sign_in }
    const unusable = wrongOf(flow, typed)
    if (unusable) return formPage(flow, typed, unusable)
    try {
      return await create(deps, flow, typed)
    } catch (error) {
      const told = toldOfRefusal(error, flow.texts)
      if (!told) throw error
      return formPage(flow, typed, { ...told, fields: {}, text: told.error })
    }
  },
})

async function create(deps: Deps, flow: Flow, typed: Typed): Promise<PageAnswer> {
  const attempt: SignUpAttempt = {
    client: flow.client,
    connection: flow.connection,
    email: typed.email.trim() || undefined,
    username: typed.username.trim() || undefined,
    password: typed.password,
    profile: {},
    user_metadata: {},
    custom: {},
  }
  await admitSignUp(deps, attempt, flow.context.visit.ip)
  if (!(await tellsWhoExists(deps.store, deps.tenant.tenant_id))) {
    const broken = await signUpUnseen(deps, flow, attempt)
    return broken ? formPage(flow, typed, wrongBy(broken, flow)) : lookAtEmail(flow, attempt.email ?? '')
  }
  const result = await signUp(deps, attempt)
  if (result.kind !== 'created') return formPage(flow, typed, wrongBy(result, flow))
  const { user } = result
  if (!requiresVerifiedEmail(flow.connection)) sendVerification(deps, flow, user)
  return endFlow(deps, flow, { user, by: 'After signing up.' }, (told) =>
    formPage(flow, typed, { ...told, fields: {}, text: told.error }),
  )
}

/** What no account can have is not looked up. */
function wrongOf({ texts }: Flow, { email, username, password }: Typed): Wrong | undefined {
  const { signUp: words, signIn, reset } = texts
  if (!isUsableIdentifier(email) || !isUsableIdentifier(username)) {
    return { status: 400, text: words.unusable }
  }
  if (email.trim() === '' && username.trim() === '') {
    return { status: 400, fields: { email: signIn.required(words.email) } }
  }
  if (password === '') return { status: 400, fields: { password: reset.empty } }
  return NewPassword.safeParse(password).success
    ? undefined
    : { status: 400, fields: { password: reset.unusable } }
}

function wrongBy(result: Exclude<SignUpResult, { kind: 'created' }>, flow: Flow): Wrong {
  const { texts } = flow
  const { signUp: words, signIn, reset, problem } = texts
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'exists':
      return result.by === 'username'
        ? { status: 400, fields: { username: words.username_exists } }
        : { status: 400, fields: { email: words.email_exists } }
    case 'invalid': {
      const { min, max } = usernameRulesOf(flow.connection)
      return {
        status: 400,
        fields:
          result.field === 'email'
            ? { email: words.email_invalid }
            : { username: words.username_invalid(min, max) },
      }
    }
    case 'weak_password':
      return { status: 400, fields: { password: reset.weak[result.violation.name] } }
    case 'missing_script':
    case 'no_connection':
      return { status: 400, text: problem.failed }
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable': {
      const told = toldOf(result, { signIn })
      return {
        status: told?.status ?? 400,
        text: told?.error ?? problem.failed,
        retry_after_s: told?.retry_after_s,
      }
    }
  }
}

/** What was typed stays in the form, but for the password. */
function formPage(flow: Flow, typed: Pick<Typed, 'email' | 'username'>, wrong?: Wrong): PageAnswer {
  const { client, connection, texts, state, context } = flow
  const { signUp: words, signIn } = texts
  const { use } = usernameRulesOf(connection)
  const rules = ruleList(passwordRulesOf(connection.options), texts)
  const errors = wrong?.fields ?? {}
  const username: Field = {
    name: 'username',
    kind: 'username',
    label: use === 'optional' ? words.optional(words.username) : words.username,
    is_optional: use === 'optional',
    value: typed.username,
    error: errors.username,
  }
  const fields: Field[] = [
    { name: 'email', kind: 'email', label: words.email, value: typed.email, error: errors.email },
    ...(use === 'none' ? [] : [username]),
    {
      name: 'password',
      kind: 'new-password',
      label: signIn.password,
      error: errors.password,
      described_by: rules === '' ? undefined : 'rules',
    },
  ]
  return {
    kind: 'page',
    texts,
    title: words.title(client.name),
    status: wrong?.status ?? 200,
    is_error: wrong !== undefined,
    main:
      paragraph(words.subtitle(context.look.name)) +
      (wrong?.text === undefined ? errorSummary(fields) : alert('problem', wrong.text)) +
      rules +
      form({ action: PATHS.sign_up, hidden: { state }, fields, submit: words.submit }) +
      otherWay(words.has_account, { href: waysFrom(flow).sign_in, text: words.sign_in }),
    ...headersOf(wrong),
  }
}
