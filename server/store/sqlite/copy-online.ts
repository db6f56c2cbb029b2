import { backup, DatabaseSync } from 'node:sqlite'

/** All pages in one step: the copy is of one moment, and a busy server cannot make it begin again. */
const ALL_PAGES = 2 ** 30

/** Copies a database that a server may have open. It is opened read-only, so nothing is created beside it. */
export async function copyOnline(from: string, to: string): Promise<void> {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 5_000 })
  try {
    await backup(db, to, { rate: ALL_PAGES })
  } finally {
    db.close()
  }
}
