/**
 * A process of its own that stores users, so many at once, and prints the id of each as soon as it is acknowledged.
 * Ends by being killed. Arguments: data folder, users in flight.
 * @module
 */
import { writeSync } from 'node:fs'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { addConnection, addUser } from './contract/samples.ts'

const [data_dir = '', in_flight = '1'] = process.argv.slice(2)
const store = await createSqliteStore({
  data_dir,
  secrets: createSecrets({ master: 'the master key of the writing process' }),
})
const { tenant_id } = await store.ensureTenant('default')
const found = await store.findConnectionByName(tenant_id, 'legacy')
const { connection_id } = found ?? (await addConnection(store, tenant_id))

/** At once and whole: a line in a buffer of this process would die with it. The pipe may be full for a moment. */
function print(line: string): void {
  for (;;) {
    try {
      writeSync(1, line)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

let count = 0
await Promise.all(
  Array.from({ length: Number(in_flight) }, async () => {
    for (;;) {
      const user = await addUser(store, tenant_id, connection_id, `${process.pid}-${count++}`)
      print(`${user.user_id}\n`)
    }
  }),
)
