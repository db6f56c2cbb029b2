/** Finds which scripts of a draft have problems, including those without an open editor. @module */
import { useEffect, useRef, useState } from 'react'
import type { Action } from '../../editor/index.tsx'
import { findProblems } from '../../editor/index.tsx'
import { ACTIONS } from '../../editor/types/contract.ts'
import type { Scripts } from './draft/script-set.ts'

const REST_MS = 600

/** @returns names of scripts in which something would fail; empty while type help does not work */
export function useScriptProblems(
  scripts: Scripts,
  setting: { configurationKeys: readonly string[]; hasContext: boolean },
): ReadonlySet<Action> {
  const [found, setFound] = useState<ReadonlySet<Action>>(new Set())
  /** The text of each script that was checked last, and whether it has problems. */
  const known = useRef(new Map<Action, { about: string; isBad: boolean }>())
  const settingText = JSON.stringify(setting)

  useEffect(() => {
    let isOld = false
    const timer = setTimeout(async () => {
      for (const action of ACTIONS) {
        const text = scripts[action] ?? ''
        const about = settingText + text
        if (known.current.get(action)?.about === about) continue
        const problems = text === '' ? [] : await findProblems({ action, text, ...setting })
        if (isOld) return
        if (problems) {
          const isBad = problems.some(({ severity }) => severity === 'error')
          known.current.set(action, { about, isBad })
        }
      }
      setFound(new Set(ACTIONS.filter((action) => known.current.get(action)?.isBad)))
    }, REST_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [scripts, settingText])
  return found
}
