import { join } from 'node:path'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'
import { describeStore } from './contract.ts'

describeStore('the SQLite store', async () => {
  const folder = createRunFolder()
  const secrets = createSecrets({ master: 'the master key of a test, long enough' })
  return {
    open: () => createSqliteStore({ data_dir: join(folder, 'data'), secrets }),
    dispose: async () => removeRunFolder(folder),
  }
})
