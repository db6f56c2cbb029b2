/** Hosted pages: those of no room of their own; they are no part of the API's description. @module */
import type { Route } from '../route/spec.ts'
import { showUnblock, submitUnblock } from './unblock.ts'

/** Pages for people. */
export const PAGES: readonly Route[] = [showUnblock, submitUnblock]
