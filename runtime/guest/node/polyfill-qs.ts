/** The `qs` of the npm package `url`: queries are flat, as in Node. @module */
import { querystring } from './querystring.ts'

export const parse = (text: string): object => querystring.parse(text)
export const stringify = (fields: unknown): string => querystring.stringify(fields)
