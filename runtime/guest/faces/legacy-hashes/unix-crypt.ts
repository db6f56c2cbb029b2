/** crypt(3) over MD5 (`$1$`, Apache's `$apr1$`) and SHA-2 (`$5$`, `$6$`). @see https://www.akkadia.org/drepper/SHA-crypt.txt @module */
import { Buffer } from '../../node/buffer.ts'
import { received } from '../../node/bytes.ts'
import { hostAsk } from '../../node/host-call.ts'
import { CRYPT64, crypt64 } from './crypt64.ts'
import type { Scheme } from './scheme.ts'
import { choice, copy, count, randomText, sameText, storedText } from './scheme.ts'

const DEFAULT_ROUNDS = 5000
const ROUNDS = { min: 1000, max: 999_999_999 } as const

interface Setting {
  magic: '$1$' | '$apr1$' | '$5$' | '$6$'
  rounds: number
  /** `rounds=…$`, if the setting has it. */
  said: string
  salt: string
}

/** The order in which the bytes of a digest are written, in threes; the last are fewer. */
const ORDERS = {
  md5: [12, 6, 0, 13, 7, 1, 14, 8, 2, 15, 9, 3, 5, 10, 4, 11],
  sha256: turning(10, 1, [30, 31]),
  sha512: turning(21, 2, [63]),
} as const

/** Each three are the three before, plus one, in turned places. */
function turning(groups: number, turn: 1 | 2, rest: readonly number[]): readonly number[] {
  const order: number[] = []
  let three = [2 * groups, groups, 0]
  for (let i = 0; i < groups; i++) {
    order.push(...three)
    three = three.map((_, place) => (three[(place + turn) % 3] ?? 0) + 1)
  }
  return [...order, ...rest]
}

async function crypt(password: Uint8Array, { magic, rounds, said, salt }: Setting): Promise<string> {
  const [bytes, saltBytes] = [copy(password), copy(Buffer.from(salt))]
  const sha = magic === '$5$' ? 'sha256' : magic === '$6$' ? 'sha512' : undefined
  const answered =
    sha === undefined
      ? await hostAsk('legacy.md5crypt', magic, bytes, saltBytes)
      : await hostAsk('legacy.shacrypt', sha, bytes, saltBytes, rounds)
  const digest = received(answered)
  const ordered = Uint8Array.from(ORDERS[sha ?? 'md5'], (at) => digest[at] ?? 0)
  return `${magic}${said}${salt}$${crypt64(ordered)}`
}

/** @returns the setting at the start of a stored text; undefined when there is none */
function settingOf(stored: string): Setting | undefined {
  const match =
    /^(\$1\$|\$apr1\$)()()([!-#%-~]{0,8})\$[./0-9A-Za-z]{22}$/.exec(stored) ??
    /^(\$5\$)(rounds=([1-9]\d{3,8})\$)?([!-#%-~]{0,16})\$[./0-9A-Za-z]{43}$/.exec(stored) ??
    /^(\$6\$)(rounds=([1-9]\d{3,8})\$)?([!-#%-~]{0,16})\$[./0-9A-Za-z]{86}$/.exec(stored)
  if (!match) return undefined
  const [, magic, said = '', rounds, salt = ''] = match
  return { magic: magic as Setting['magic'], rounds: rounds ? Number(rounds) : DEFAULT_ROUNDS, said, salt }
}

/** Options of `hash`: `scheme` (`1`, `apr1`, `5`, `6`; 6), `rounds` of the latter two (5000). */
export const unixCrypt: Scheme = {
  async verify({ utf8 }, stored) {
    const text = storedText(stored)
    const setting = settingOf(text)
    return setting !== undefined && sameText(await crypt(utf8, setting), text)
  },
  async hash({ utf8 }, options) {
    const scheme = choice(options, 'scheme', ['1', 'apr1', '5', '6'], '6')
    const sha = scheme === '5' || scheme === '6'
    const rounds = count(options, 'rounds', DEFAULT_ROUNDS, ROUNDS.min, ROUNDS.max)
    return crypt(utf8, {
      magic: `$${scheme}$`,
      rounds,
      said: sha && rounds !== DEFAULT_ROUNDS ? `rounds=${rounds}$` : '',
      salt: randomText(sha ? 16 : 8, CRYPT64),
    })
  },
}
