/** The pages of the flow, and which of them a connection offers. @module */
import { modeOf } from '../../migration/mode/mode.ts'
import type { AuthorizeRequest } from '../../oidc/request.ts'
import type { Connection, TenantSettings } from '../../store/contract.ts'
import type { Flow } from './flow.ts'

/** Paths of the pages. */
export const PATHS = {
  sign_in: '/u/login',
  identifier: '/u/login/identifier',
  password: '/u/login/password',
  sign_up: '/u/signup',
  reset_request: '/u/reset-password/request',
} as const

/** @returns the path of the page on which people enter who they are */
export function signInPath({ prompts }: TenantSettings): string {
  return prompts?.identifier_first === true ? PATHS.identifier : PATHS.sign_in
}

/** @returns the path of the page that a request begins with */
export function firstPath({ screen_hint }: AuthorizeRequest, settings: TenantSettings): string {
  switch (screen_hint) {
    case 'signup':
      return PATHS.sign_up
    case 'reset-password':
      return PATHS.reset_request
    case undefined:
      return signInPath(settings)
  }
}

/** Whether people can sign up: a connection whose scripts cannot do it would only lead them into an error. */
export function offersSignUp({ options, ...connection }: Connection): boolean {
  if (options.disable_signup === true) return false
  switch (modeOf({ options, ...connection })) {
    case 'local':
      return true
    case 'import':
      return connection.scripts.get_user !== undefined
    case 'legacy':
      return connection.scripts.get_user !== undefined && connection.scripts.create !== undefined
  }
}

/** Whether people can ask for a new password. */
export function offersReset({ options, ...connection }: Connection): boolean {
  if (options.disable_self_service_change_password === true) return false
  return modeOf({ options, ...connection }) !== 'legacy' || connection.scripts.change_password !== undefined
}

/** @returns the address of a page that goes on with the same sign-in */
export function addressOf(path: string, state: string): string {
  return `${path}?state=${state}`
}

/** @returns addresses of the other pages; those that the connection does not offer are missing */
export function waysFrom({ connection, state, context: { settings } }: Flow): {
  sign_in: string
  sign_up: string | undefined
  forgot: string | undefined
} {
  return {
    sign_in: addressOf(signInPath(settings), state),
    sign_up: offersSignUp(connection) ? addressOf(PATHS.sign_up, state) : undefined,
    forgot: offersReset(connection) ? addressOf(PATHS.reset_request, state) : undefined,
  }
}
