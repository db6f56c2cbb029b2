/** Arguments and results of test runs, kept while the scripts page is open. @module */
import { useState } from 'react'
import type { PastRun } from './past-run.ts'
import { KEPT_RUNS } from './past-runs.tsx'

/** Values of the form, by argument. They are never stored, because a value may be a password. */
export type TypedValues = { readonly [argument: string]: string | boolean }

/** Survives a change of the script's tab, because the scripts share their arguments, but not a change of page. */
export interface RunMemory {
  values: TypedValues
  setValue: (argument: string, value: string | boolean) => void
  /** Newest first. */
  runs: readonly PastRun[]
  /** @returns the run with its number */
  addRun: (run: Omit<PastRun, 'number'>) => PastRun
}

interface Kept {
  of: string
  values: TypedValues
  runs: readonly PastRun[]
}

/** @param connectionId the memory starts empty for another connection */
export function useRunMemory(connectionId: string): RunMemory {
  const [kept, setKept] = useState<Kept>(() => emptyOf(connectionId))
  const { values, runs } = kept.of === connectionId ? kept : emptyOf(connectionId)
  const change = (next: (now: Kept) => Kept): void =>
    setKept((now) => next(now.of === connectionId ? now : emptyOf(connectionId)))
  return {
    values,
    setValue: (argument, value) =>
      change((now) => ({ ...now, values: { ...now.values, [argument]: value } })),
    runs,
    addRun(run) {
      const past = { ...run, number: (runs[0]?.number ?? 0) + 1 }
      change((now) => ({ ...now, runs: [past, ...now.runs].slice(0, KEPT_RUNS) }))
      return past
    },
  }
}

function emptyOf(of: string): Kept {
  return { of, values: {}, runs: [] }
}
