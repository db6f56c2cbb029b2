/** Problems of the scripts that were brought along. @module */
import { useEffect, useState } from 'react'
import type { Action, Problem } from '../../editor/index.tsx'
import { findProblems } from '../../editor/index.tsx'
import type { BroughtConnection } from './brought.ts'

/** Problems by action; absent while a script is being checked, null when it could not be checked. */
export type FoundProblems = { readonly [action in Action]?: readonly Problem[] | null }

/** Keys are not checked: those that the scripts read are asked for. */
export function useProblems({ scripts, options }: BroughtConnection): FoundProblems {
  const [found, setFound] = useState<FoundProblems>({})
  useEffect(() => {
    let isOld = false
    const check = async (): Promise<void> => {
      for (const [action, text] of Object.entries(scripts)) {
        const problems = await findProblems({
          action: action as Action,
          text,
          configurationKeys: null,
          hasContext: options.enable_script_context === true,
        })
        if (isOld) return
        setFound((before) => ({
          ...before,
          [action]: problems?.filter(({ severity }) => severity !== 'hint') ?? null,
        }))
      }
    }
    void check()
    return () => {
      isOld = true
    }
  }, [scripts, options])
  return found
}
