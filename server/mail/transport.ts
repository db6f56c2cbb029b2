/** Where letters go: to an SMTP server, or into a folder. @module */
import { randomUUIDv7 } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Letter } from './render.ts'

/** A letter and who it says it is from. */
export interface Posted extends Letter {
  /** Shown beside the sender's address. */
  from_name: string
}

/** Takes one letter at a time or several. */
export interface Transport {
  /** @throws {MailError} */
  deliver(letter: Posted): Promise<void>
  close(): void
}

/** A letter was not taken. */
export class MailError extends Error {
  override readonly name = 'MailError'
  /** The same letter will not be taken later either. */
  readonly is_final: boolean
  /** In a word, without addresses: `SMTP 550`, `ECONNREFUSED`. */
  readonly reason: string

  constructor(reason: string, is_final: boolean, options?: ErrorOptions) {
    super(`A mail was not taken: ${reason}.`, options)
    this.reason = reason
    this.is_final = is_final
  }
}

/** Letters that are handed over at the same time; more wait with us, where tenants take turns. */
export const DELIVERIES_AT_ONCE = 8

const CONNECT_MS = 10_000
const ANSWER_MS = 20_000

const DEFAULT_PORTS: { [protocol: string]: number } = { 'smtp:': 587, 'smtps:': 465 }

/** @returns where mails are handed over; `address` may be a host name */
export function smtpEndpoint(url: string): { address: string; port: number } {
  const { protocol, hostname, port, searchParams } = new URL(url)
  const named = Number(searchParams.get('port') ?? port)
  return {
    address: searchParams.get('host') ?? hostname,
    port: named > 0 ? named : (DEFAULT_PORTS[protocol] ?? 25),
  }
}

/** @param settings.url `smtp://user:password@host:587`, or `smtps://` for TLS from the start */
export function createSmtpTransport(settings: { url: string; from: string }): Transport {
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: DELIVERIES_AT_ONCE,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async deliver({ to, subject, text, html, from_name }) {
      try {
        await transport.sendMail({
          from: { name: from_name, address: settings.from },
          // As an object: nothing in it is read as a list of addresses.
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (cause) {
        throw asMailError(cause)
      }
    },
    close: () => transport.close(),
  }
}

function asMailError(cause: unknown): MailError {
  const { responseCode, code } = cause as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number') {
    return new MailError(`SMTP ${responseCode}`, responseCode >= 500, { cause })
  }
  return new MailError(typeof code === 'string' ? code : 'unknown', false, { cause })
}

/** Letters that stay in the folder: strangers can cause some. */
const LETTERS_KEPT = 1_000

/**
 * One JSON file a letter, which is there whole or not at all. Links in letters are secrets: nobody else may read them. The
 * newest letters stay.
 */
export function createOutbox(folder: string, letters_kept = LETTERS_KEPT): Transport {
  return {
    async deliver({ to, subject, text, html }) {
      // By time.
      const file = join(folder, `${randomUUIDv7()}.json`)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFile(`${file}.tmp`, JSON.stringify({ to, subject, text, html }, undefined, 2), {
          mode: 0o600,
        })
        await rename(`${file}.tmp`, file)
        await forgetOldest(folder, letters_kept)
      } catch (cause) {
        await rm(`${file}.tmp`, { force: true }).catch(() => undefined)
        const { code } = cause as NodeJS.ErrnoException
        throw new MailError(code ?? 'unknown', false, { cause })
      }
    },
    close: () => undefined,
  }
}

/** Names are in the order of time. */
async function forgetOldest(folder: string, kept: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  for (const name of names.slice(0, -kept)) await rm(join(folder, name), { force: true })
}
