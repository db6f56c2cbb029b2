/** What Lock and auth0.js ask for when they sign people in at an application's own page. @module */
import type { Route } from '../route/spec.ts'
import { getClientScript } from './get-client-script.ts'
import { postCoAuthenticate } from './post-co-authenticate.ts'

/** In the order of the API's description. */
export const EMBEDDED_ROUTES: readonly Route[] = [postCoAuthenticate, getClientScript]
