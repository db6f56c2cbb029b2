/** The store's calls by which servers wake each other. @module */
import * as z from 'zod'
import type { Wake, WakeStore } from './contract.ts'
import type { StoreEngine } from './operations/index.ts'

const Text = z.discriminatedUnion('about', [
  z.object({ about: z.literal('logs'), tenant_id: z.string() }),
  z.object({ about: z.literal('deleted'), tenant_id: z.string() }),
])

/** Wakes travel as JSON. */
export function wakeCalls(engine: StoreEngine): WakeStore {
  return {
    is_shared: engine.is_shared,
    wake: (wake) => engine.wake(JSON.stringify(wake)),
    onWake: (heard) =>
      engine.onWake((text) => {
        const wake = read(text)
        if (wake) heard(wake)
      }),
  }
}

/** @returns undefined for a wake that another version of the server sent */
function read(text: string): Wake | undefined {
  try {
    return Text.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
