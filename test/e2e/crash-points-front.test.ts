import { vi } from 'vitest'
import { startDyingFerry } from '../support/dying/die-at.ts'
import { askStore } from '../support/test-store.ts'
import { describeFrontCrashes } from './crash-points-front.ts'

// Each test starts the server anew, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 })

describeFrontCrashes('SIGKILL at the front', async () => {
  const ferry = await startDyingFerry()
  return {
    ferry,
    async count(sql) {
      const [row] = (await askStore(ferry.data_dir, sql)) as { n: number | string }[]
      return Number(row?.n)
    },
    close: () => ferry.close(),
  }
})
