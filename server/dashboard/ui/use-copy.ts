/** Copying a text, and showing for a while that it was copied. @module */
import { useEffect, useState } from 'react'

const COPIED_FOR_MS = 2_000

/** @returns whether the text was copied just now, and what copies it */
export function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return { copied, copy: () => void navigator.clipboard.writeText(text).then(() => setCopied(true)) }
}
