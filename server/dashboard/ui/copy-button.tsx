/** A button that copies a text. @module */
import type { ReactNode } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import { useCopy } from './use-copy.ts'

/** After a click, shows for a while that the text was copied. @param props.children label of the button before that */
export function CopyButton({ text, children }: { text: string; children: ReactNode }) {
  const { copied, copy } = useCopy(text)
  return (
    <Button icon={copied ? 'check' : 'copy'} onClick={copy}>
      {copied ? TEXT.actions.copied : children}
    </Button>
  )
}
