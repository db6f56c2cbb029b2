/** Compares two texts. Loaded when a page first shows a comparison: import it from `index.tsx`. @module */
import { useEffect, useRef, useState } from 'react'
import type { Language } from './code-base.ts'
import type { DiffView } from './diff-view.ts'
import { createDiffView } from './diff-view.ts'
import './editor.css'
import { editorText } from './text.ts'

/** From this width on, the comparison shows the texts side by side. */
const WIDE_PX = 1_100

/** Two versions of one text. */
interface CodeDiffProps {
  before: string
  after: string
  /** Default: JavaScript. */
  language?: Language
  /** Describe the texts to screen readers. */
  labels?: { before: string; after: string }
  /** Makes `after` editable. Give the comparison another `key` when `after` changes for any other reason. */
  onChange?: (after: string) => void
}

/** Side by side where there is room, else unified. F7 goes to the next difference, Shift-F7 to the previous one. */
export function CodeDiff(props: CodeDiffProps) {
  const { before, language = 'javascript' } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<DiffView>(null)
  const [isWide, setIsWide] = useState<boolean>()
  const [count, setCount] = useState(0)
  const [visited, setVisited] = useState('')
  // The edited text must survive renders; the view is created again only when its layout changes.
  const latest = useRef(props)
  latest.current = props
  const isChangeable = props.onChange !== undefined
  const shown = isChangeable ? undefined : props.after

  useEffect(() => {
    if (!host.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setIsWide(entry.contentRect.width >= WIDE_PX)
    })
    observer.observe(host.current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!host.current || isWide === undefined) return
    const { after, labels, onChange } = latest.current
    const made = createDiffView({
      host: host.current,
      before,
      after: shown ?? after,
      language,
      labels: labels ?? { before: editorText.beforeLabel, after: editorText.afterLabel },
      isWide,
      onChange: onChange && ((text) => latest.current.onChange?.(text)),
      onCount: setCount,
      onVisit: (index, of, line) => setVisited(editorText.atDifference(index, of, line)),
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = null
    }
  }, [before, shown, language, isWide])

  return (
    <div className="code-editor">
      <div ref={host} className="code-editor-text" />
      <div className="code-editor-status">
        {count === 0 ? (
          <span>{editorText.noDifference}</span>
        ) : (
          <button type="button" title="F7" onClick={() => view.current?.visit(1)}>
            {editorText.differences(count)} · {editorText.nextDifference}
          </button>
        )}
        <span role="status" className="code-editor-unseen">
          {visited}
        </span>
      </div>
    </div>
  )
}
