/** What is known about the sign-ins of one person, and what it means. @module */
import type { LogEntry } from '../../api/logs.ts'
import { inSentence } from '../../ui/plain-text.ts'
import type { Verdict } from '../logs/sentence.ts'
import { conflictOf, runOf, verdictOf } from '../logs/sentence.ts'
import type { ListedUser } from '../users/queries.ts'
import { callUser } from '../users/queries.ts'
import { helpText } from './text.ts'

/** A block after too many wrong passwords. */
interface Block {
  identifier: string
  connection: string
  ip?: string | undefined
}

/** What was read. */
export interface Known {
  /** As asked. */
  person: string
  users: readonly ListedUser[]
  blocks: readonly Block[]
  /** About this person, the newest first. */
  entries: readonly LogEntry[]
}

/** What a person of support can do about a finding. */
export type Remedy =
  | { kind: 'unblock'; user: ListedUser }
  | { kind: 'lift' }
  | { kind: 'reset'; user: ListedUser }
  | { kind: 'entry'; id: string }
  | { kind: 'run'; id: string }
  | { kind: 'user'; id: string }

/** One fact that explains a sign-in, and what can be done. */
export interface Finding {
  key: string
  verdict: Verdict
  /** When it happened; ISO 8601. */
  at?: string | undefined
  remedies: readonly Remedy[]
}

/** Types that say how an attempt to sign in ended. */
const ATTEMPTS: readonly string[] = ['s', 'ssa', 'f', 'fp', 'fu', 'fcoa', 'limit_wc', 'limit_sul', 'limit_mu']

/** Types about an email that was sent or not. */
const EMAILS: readonly string[] = ['scpr', 'svr', 'fcpr', 'fvr', 'fn']

/** @returns what explains why the person can or cannot sign in, the most urgent first */
export function findingsOf(known: Known): Finding[] {
  const { users, blocks, entries } = known
  return [
    ...users.filter(({ blocked }) => blocked === true).map(blockedUser),
    ...(blocks.length === 0 ? [] : [lockedOut(blocks)]),
    ...lastAttempt(known),
    ...lastEmail(entries),
    ...whoItIs(known),
  ]
}

function blockedUser(user: ListedUser): Finding {
  return {
    key: `blocked ${user.user_id}`,
    verdict: { tone: 'bad', title: helpText.blockedUser(callUser(user)), advice: helpText.blockedUserAdvice },
    remedies: [{ kind: 'unblock', user }, ...openUser(user)],
  }
}

function lockedOut(blocks: readonly Block[]): Finding {
  const places = blocks.map(({ identifier, connection, ip }) =>
    helpText.block(inSentence(identifier), inSentence(connection), ip),
  )
  return {
    key: 'blocks',
    verdict: {
      tone: 'bad',
      title: helpText.lockedOut,
      detail: places.join('\n'),
      advice: helpText.lockedOutAdvice,
    },
    remedies: [{ kind: 'lift' }],
  }
}

function lastAttempt({ entries, users }: Known): Finding[] {
  const last = entries.find(({ type = '' }) => ATTEMPTS.includes(type))
  if (!last) return []
  const verdict = verdictOf(last)
  const isGood = verdict.tone === 'ok'
  const run = runOf(last)
  const conflict = conflictOf(last)
  const [user] = users
  const canReset = !isGood && (last.type === 'fp' || last.type === 'limit_wc') && user !== undefined
  return [
    {
      key: 'attempt',
      verdict: { ...verdict, title: helpText.lastAttempt(verdict.title) },
      at: last.date,
      remedies: [
        ...(canReset ? [{ kind: 'reset' as const, user }] : []),
        ...(conflict === undefined ? [] : [{ kind: 'user' as const, id: conflict.user_id }]),
        ...(isGood || run === undefined ? [] : [{ kind: 'run' as const, id: run }]),
        ...openEntry(last),
      ],
    },
  ]
}

function lastEmail(entries: readonly LogEntry[]): Finding[] {
  const last = entries.find(({ type = '' }) => EMAILS.includes(type))
  const verdict = last && verdictOf(last)
  if (!last || verdict?.tone !== 'bad') return []
  return [
    {
      key: 'email',
      verdict: { ...verdict, title: helpText.lastEmail(verdict.title) },
      at: last.date,
      remedies: openEntry(last),
    },
  ]
}

function whoItIs({ person, users, entries }: Known): Finding[] {
  const name = inSentence(person)
  const told = (key: string, title: string, advice: string): Finding => ({
    key,
    verdict: { tone: 'info', title, advice },
    remedies: [],
  })
  if (users.length === 0) {
    return entries.length === 0
      ? [told('unknown', helpText.unknown(name), helpText.unknownAdvice)]
      : [told('absent', helpText.absent(name), helpText.absentAdvice)]
  }
  if (users.length > 1) return [told('several', helpText.several(users.length, name), helpText.severalAdvice)]
  if (entries.length === 0) return [told('quiet', helpText.quiet(name), helpText.quietAdvice)]
  return []
}

const openUser = ({ user_id }: ListedUser): Remedy[] =>
  user_id === undefined ? [] : [{ kind: 'user', id: user_id }]

const openEntry = ({ log_id }: LogEntry): Remedy[] =>
  log_id === undefined ? [] : [{ kind: 'entry', id: log_id }]
