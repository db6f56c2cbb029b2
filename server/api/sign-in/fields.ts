/** Fields of the forms of the flow. @module */
import * as z from 'zod'

/** Every value passes: people get a page that says what is wrong. */
export const FieldText = z.string().catch('').default('')

/** The sealed request. */
export const StateField = z.object({ state: FieldText })
