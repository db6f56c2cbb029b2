/** A button that copies a text. @module */
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'

const COPIED_FOR_MS = 2_000

/** After a click, shows for a while that the text was copied. @param props.children label of the button before that */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Button
      icon={copied ? 'check' : 'copy'}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? TEXT.actions.copied : children}
    </Button>
  )
}
