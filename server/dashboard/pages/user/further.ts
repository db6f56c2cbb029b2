/** Attributes of a profile other than the standard ones. @module */
import type { User } from '../users/queries.ts'
import { OURS } from './differences.ts'

/** Attributes that are shown elsewhere on the page. */
const KNOWN = new Set([
  'user_id',
  'email',
  'email_verified',
  'username',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'phone_number',
  'user_metadata',
  'app_metadata',
])

/** @returns name and value as text; objects as JSON */
export function furtherAttributes(user: User): [name: string, value: string][] {
  return Object.entries(user)
    .filter(([name, value]) => !KNOWN.has(name) && !OURS.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
}
