/** Delivers mails to an SMTP server or into a folder. @module */
import { randomUUIDv7 } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Letter } from './render.ts'

/** A mail and its sender. */
export interface Posted extends Letter {
  /** Display name of the sender. */
  from_name: string
}

/** Delivers a mail; several calls may run at the same time. */
export interface Transport {
  /** @throws {MailError} */
  deliver(letter: Posted): Promise<void>
  close(): void
}

/** A mail was not accepted. */
export class MailError extends Error {
  override readonly name = 'MailError'
  /** Whether another try would fail as well. */
  readonly is_final: boolean
  /** A short reason without addresses: `SMTP 550`, `ECONNREFUSED`. */
  readonly reason: string

  constructor(reason: string, is_final: boolean, options?: ErrorOptions) {
    super(`An email was refused: ${reason}.`, options)
    this.reason = reason
    this.is_final = is_final
  }
}

/** Simultaneous deliveries; further mails wait in the queue, where tenants take turns. */
export const DELIVERIES_AT_ONCE = 8

const CONNECT_MS = 10_000
const ANSWER_MS = 20_000

const DEFAULT_PORTS: { [protocol: string]: number } = { 'smtp:': 587, 'smtps:': 465 }

/** @returns the transport of an SMTP server; `address` may be a host name */
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
          // An object, so that nothing in it is parsed as a list of addresses.
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

/** Mails that are kept in the folder, since strangers can cause some. */
const LETTERS_KEPT = 1_000

/**
 * Writes each mail as one JSON file, whole or not at all. Links in mails are secrets, so only the owner may read the files.
 * The newest mails are kept.
 */
export function createOutbox(folder: string, letters_kept = LETTERS_KEPT): Transport {
  return {
    async deliver({ to, subject, text, html }) {
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

/** File names sort by time. */
async function forgetOldest(folder: string, kept: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  for (const name of names.slice(0, -kept)) await rm(join(folder, name), { force: true })
}
