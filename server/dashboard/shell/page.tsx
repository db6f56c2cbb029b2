/** The frame of one page: title, breadcrumb, actions. @module */
import type { ReactNode, RefObject } from 'react'
import { createContext, useContext, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { pageOf } from '../routes.ts'
import { TEXT } from '../text.ts'

const LastPath = createContext<RefObject<string | null> | null>(null)

/** Knows which page was shown last, so that the focus moves only when the page changes. */
export function PageFocus({ children }: { children: ReactNode }) {
  return <LastPath value={useRef<string | null>(null)}>{children}</LastPath>
}

interface PageProps {
  title: string
  /** The parent page, as a link before the title. */
  parent?: { href: string; label: string }
  /** Badges and IDs beside the title. */
  aside?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  /** Links to related pages, below the title. */
  tabs?: ReactNode
  /** The page fills the window and scrolls inside, as an editor does. */
  fill?: boolean
  children: ReactNode
}

/** A page. When the page changes, its title gets the focus, so that screen readers start there. */
export function Page({ title, parent, aside, actions, tabs, fill = false, children }: PageProps) {
  const heading = usePageTitle(title)
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          {parent && (
            <>
              <Link href={parent.href} className="page-parent">
                {parent.label}
              </Link>
              <span className="muted" aria-hidden="true">
                /
              </span>
            </>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {aside}
          <span className="grow" />
          {actions}
        </div>
        {tabs}
      </header>
      <div className={fill ? 'page-fill' : 'page-body'}>{children}</div>
    </>
  )
}

/** Sets the document's title, and moves the focus when the page changes. @returns ref for the `h1` */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const last = useContext(LastPath)
  const [path] = useLocation()
  const page = pageOf(path)
  useEffect(() => {
    document.title = `${title} · ${TEXT.product}`
  }, [title])
  useEffect(() => {
    if (last === null || last.current === page) return
    if (last.current !== null) heading.current?.focus()
    last.current = page
  }, [last, page])
  return heading
}
