/** Attributes of a profile other than the standard ones. @module */
import { PROFILE_FIELDS } from '../../profile-names.ts'
import type { User } from '../users/queries.ts'
import { OURS } from './differences.ts'

/** Attributes that are shown elsewhere on the page. */
const KNOWN = new Set(PROFILE_FIELDS.filter((name) => name !== 'phone_verified'))

/** @returns name and value as text; objects as JSON */
export function furtherAttributes(user: User): [name: string, value: string][] {
  return Object.entries(user)
    .filter(([name, value]) => !KNOWN.has(name) && !OURS.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
}
