/** The items that the palette finds. @module */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { apisQuery } from '../api/apis.ts'
import { applicationsQuery } from '../api/application-summaries.ts'
import { summariesQuery } from '../api/connection-summaries.ts'
import { useApi, useSession } from '../api/context.tsx'
import { useRefusal } from '../api/may.ts'
import { logIdIn, pathOfLogId } from '../log-ids.ts'
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { inSentence } from '../ui/foreign.tsx'
import type { IconName } from '../ui/icons.tsx'
import { CONNECTION_PAGES, modeName } from './connection-page.tsx'
import { fuzzyBest } from './fuzzy.ts'
import type { Command } from './palette-places.ts'
import { COMMANDS, DOCS_PLACES, NEW_PLACES, PLACES, textFor } from './palette-places.ts'
import { paletteText } from './text.ts'

/** An item of the palette. */
export interface PaletteItem {
  key: string
  label: string
  /** The kind of the item, or a detail about it. */
  detail?: string | undefined
  icon: IconName
  /** Other words for it. */
  words?: readonly string[]
  run: () => void
}

/** Items of one kind, with a heading. */
export interface PaletteGroup {
  name: string
  items: readonly PaletteItem[]
}

/** An action that the present page offers. */
export interface PageAction {
  label: string
  run: () => void
}

const SHOWN = 6
const REST_MS = 200
const LEAST_LETTERS = 2

/**
 * @param query the typed text
 * @param actions actions of the present page
 * @param onCommand runs a command
 * @returns groups with a match, and whether the search for users is still running
 */
export function usePalette(
  query: string,
  actions: readonly PageAction[],
  onCommand: (command: Command) => void,
): { groups: readonly PaletteGroup[]; isLooking: boolean; error: Error | null } {
  const { tenant, docs_url } = useSession()
  const client = useApi()
  const [path, navigate] = useLocation()
  const connections = useQuery(summariesQuery(client))
  const applications = useQuery(applicationsQuery(client))
  const readsApis = useRefusal('read:resource_servers') === undefined
  const apis = useQuery({ ...apisQuery(client), enabled: readsApis })
  const rested = useRested(query.trim())
  const users = useQuery({
    queryKey: ['users', 'palette', rested],
    enabled: rested.length >= LEAST_LETTERS,
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/users', {
        query: { q: byEmail(rested), per_page: SHOWN, sort: 'email:1' },
        signal,
      })
      return Array.isArray(answer) ? answer : answer.users
    },
  })
  const open = /^\/t\/[^/]+\/connections\/([^/]+)/.exec(path)?.[1]
  const pages: PaletteItem[] = [
    ...(open === undefined
      ? []
      : Object.entries(CONNECTION_PAGES).map(([name, href]) => ({
          key: `tab ${name}`,
          label: TEXT.connection.tabs[name as keyof typeof CONNECTION_PAGES],
          detail: connections.data?.find(({ id }) => id === open)?.name,
          icon: 'document' as const,
          run: () => navigate(href(tenant.name, decodeURIComponent(open))),
        }))),
    ...PLACES.map(({ href, ...place }) => ({
      ...place,
      key: `page ${place.label}`,
      run: () => navigate(href(tenant.name)),
    })),
  ]
  // The present page has a button of its own, which is among its actions.
  const creations = NEW_PLACES.filter(({ href }) => href(tenant.name).split('#')[0] !== path)
  const docs: PaletteItem[] = [
    ...DOCS_PLACES.map(({ slug, ...page }) => ({ ...page, url: docs_url + slug })),
    { label: paletteText.apiDescription, url: '/openapi.json', words: ['openapi', 'swagger'] },
  ].map(({ url, ...page }) => ({
    ...page,
    key: `docs ${url}`,
    icon: 'document',
    run: () => window.open(url, '_blank', 'noopener'),
  }))
  const typed = useDeferredValue(query)
  const isUsersFresh = rested === query.trim() && rested.length >= LEAST_LETTERS
  const groups: PaletteGroup[] = [
    { name: TEXT.palette.logs, items: pastedId(query, tenant.name, navigate) },
    {
      name: TEXT.palette.actions,
      items: best(
        typed,
        actions.map(({ label, run }, index) => ({ key: `action ${index}`, label, icon: 'play', run })),
      ),
    },
    { name: TEXT.palette.pages, items: best(typed, pages) },
    {
      name: paletteText.create,
      items: named(
        typed,
        creations.map(({ href, ...place }) => ({
          ...place,
          key: `new ${place.label}`,
          run: () => navigate(href(tenant.name)),
        })),
      ),
    },
    {
      name: TEXT.palette.connections,
      items: best(
        typed,
        (connections.data ?? []).map(({ id, name, ferry }) => ({
          key: id,
          label: name,
          detail: modeName(ferry.mode),
          icon: 'database',
          run: () => navigate(paths.script(tenant.name, id, 'login')),
        })),
      ),
    },
    {
      name: TEXT.palette.applications,
      items: best(
        typed,
        (applications.data ?? []).map(({ client_id, name }) => ({
          key: client_id,
          label: name,
          icon: 'application',
          run: () => navigate(paths.application(tenant.name, client_id)),
        })),
      ),
    },
    {
      name: TEXT.palette.apis,
      items: best(
        typed,
        (apis.data ?? []).map(({ id, name, identifier }) => ({
          key: id,
          label: name,
          detail: identifier === name ? undefined : identifier,
          icon: 'api',
          run: () => navigate(paths.api(tenant.name, id)),
        })),
      ),
    },
    {
      name: TEXT.palette.users,
      items: (isUsersFresh ? (users.data ?? []) : []).map(({ user_id = '', email, username, name }) => ({
        key: user_id,
        label: email ?? username ?? user_id,
        detail: name === email ? undefined : name,
        icon: 'person',
        run: () => navigate(paths.user(tenant.name, user_id)),
      })),
    },
    { name: TEXT.nav.signInHelp, items: helpFor(query, tenant.name, navigate) },
  ]
  // Without a query they would only be in the way.
  if (typed.trim() !== '') {
    groups.splice(
      -1,
      0,
      {
        name: paletteText.commands,
        items: named(
          typed,
          COMMANDS.map(({ command, ...item }) => ({ ...item, key: command, run: () => onCommand(command) })),
        ),
      },
      { name: paletteText.documentation, items: named(typed, docs) },
    )
  }
  const isLooking = query.trim().length >= LEAST_LETTERS && (!isUsersFresh || users.isFetching)
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    isLooking,
    error: connections.error ?? applications.error ?? apis.error ?? users.error,
  }
}

type Navigate = (path: string) => void

/** What a log ID in the typed text leads to. */
function pastedId(query: string, tenant: string, navigate: Navigate): PaletteItem[] {
  const id = logIdIn(query)
  if (id === undefined) return []
  const label = id.startsWith('run_') ? TEXT.palette.openRun : TEXT.palette.openEntry
  return [{ key: id, label, detail: id, icon: 'list', run: () => navigate(pathOfLogId(tenant, id)) }]
}

/** The sign-in help for a typed email. */
function helpFor(query: string, tenant: string, navigate: Navigate): PaletteItem[] {
  const [person] = /^[^\s@]+@[^\s@]+$/.exec(query.trim()) ?? []
  if (person === undefined) return []
  const run = (): void => navigate(paths.signInHelp(tenant, person))
  return [{ key: 'sign-in help', label: TEXT.palette.helpFor(inSentence(person)), icon: 'help', run }]
}

function best(query: string, items: PaletteItem[]): PaletteItem[] {
  return fuzzyBest(query, items, (item) => textFor(query, item), SHOWN)
}

/** Items that have the text as it is, in the label or in other words: scattered letters would find most of them. */
function named(query: string, items: PaletteItem[]): PaletteItem[] {
  const typed = query.trim().toLowerCase()
  return best(
    query,
    items.filter(({ label, words = [] }) =>
      [label, ...words].some((one) => one.toLowerCase().includes(typed)),
    ),
  )
}

/** A query for email addresses that start with a text; characters of the search syntax are escaped. */
function byEmail(typed: string): string {
  return `email:${typed.replaceAll(/[^\p{L}\p{N}]/gu, (letter) => `\\${letter}`)}*`
}

/** @returns the value after it has not changed for a moment, so that not every letter starts a search */
function useRested(value: string): string {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
