/** Tabs of one panel, and links that look like tabs. @module */
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'

interface Tab<T extends string> {
  value: T
  label: ReactNode
  content: ReactNode
}

/** Arrow keys move between the tabs. @param props.label what the tabs choose between, for those who do not see it */
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

/** Pages of one thing, each with an address of its own. */
export function PageTabs({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { href: string; label: string }[]
}) {
  const [path] = useLocation()
  return (
    <nav className="tabs-list" aria-label={label}>
      {tabs.map(({ href, label: name }) => (
        <Link
          key={href}
          href={href}
          className="tab"
          aria-current={path.startsWith(href) ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
