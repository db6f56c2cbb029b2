/** Tabs of one panel, and links that look like tabs. @module */
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Tab<T extends string> {
  value: T
  label: ReactNode
  content: ReactNode
}

/** Arrow keys move between the tabs. @param props.label describes the tabs to screen readers */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly Tab<T>[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <Base.Root value={value} onValueChange={(next: T) => onChange(next)} className="stack">
      <Base.List className="tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className="tab">
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
