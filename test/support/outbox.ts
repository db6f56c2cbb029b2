/** The mails of a server under test: real files of its outbox. @module */
import { mkdirSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'

/** A mail as it lies there. */
export interface OutboxMail {
  to: string
  subject: string
  text: string
  html: string
}

/** Mails, oldest first. */
export interface Outbox {
  mails(): OutboxMail[]
  /** The first mail to the address that was not handed out before; waits for it. */
  next(to: string): Promise<OutboxMail>
}

/** @param data_dir of the server, which may not have sent anything yet */
export function openOutbox(data_dir: string): Outbox {
  const folder = join(data_dir, 'outbox')
  const seen = new Set<string>()
  const read = (file: string): OutboxMail => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const files = (): string[] => {
    mkdirSync(folder, { recursive: true })
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
  }
  const take = (to: string): OutboxMail | undefined => {
    const file = files().find((one) => !seen.has(one) && read(one).to === to)
    if (file === undefined) return undefined
    seen.add(file)
    return read(file)
  }
  return {
    mails: () => files().map(read),
    next(to) {
      files()
      return new Promise((resolve) => {
        const watcher = watch(folder, look)
        function look(): void {
          const mail = take(to)
          if (!mail) return
          watcher.close()
          resolve(mail)
        }
        look()
      })
    },
  }
}

/** @returns the action link: the first of the text */
export function linkIn({ text }: OutboxMail): string {
  const [link] = /https?:\/\/\S+/.exec(text) ?? []
  if (link === undefined) throw new Error('the mail has no link')
  return link
}
