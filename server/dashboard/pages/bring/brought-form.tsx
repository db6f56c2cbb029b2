/** The connections that would be created, and the button that creates them. @module */
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocation } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import type { BroughtConnection } from './brought.ts'
import { BroughtCard } from './brought-card.tsx'
import type { Typed } from './create.ts'
import { createBrought } from './create.ts'
import { bringText } from './text.ts'

const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,126}[a-zA-Z0-9])?$/

/** Connections are created one after the other; those that were created stay, and are links. */
export function BroughtForm({
  connections,
  taken,
  applications,
  refusal,
  onClear,
}: {
  connections: readonly BroughtConnection[]
  /** Names of existing connections. */
  taken: readonly string[]
  applications: readonly Application[]
  refusal: string | undefined
  onClear: () => void
}) {
  const says = bringText
  const client = useApi()
  const queries = useQueryClient()
  const { tenant } = useSession()
  const [, navigate] = useLocation()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<{ readonly [folder: string]: Typed }>({})
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [made, setMade] = useState<{ readonly [folder: string]: string }>({})
  const [failure, setFailure] = useState<{ name: string; error: Error }>()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)

  const typedOf = ({ folder, name }: BroughtConnection): Typed =>
    typed[folder] ?? { name, values: {}, markers: {} }
  const wanted = connections.filter(({ folder }) => !out.has(folder) && made[folder] === undefined)
  const names = wanted.map((one) => typedOf(one).name)
  const nameError = (name: string): string | undefined => {
    if (!NAME.test(name)) return says.nameWrong
    if (taken.includes(name)) return says.nameTaken
    return names.filter((one) => one === name).length > 1 ? says.nameTwice : undefined
  }
  const missingOf = (one: BroughtConnection): string[] =>
    [...one.markers.text, ...one.markers.json].filter((key) => (typedOf(one).markers[key] ?? '') === '')
  const isRight = (one: BroughtConnection): boolean =>
    nameError(typedOf(one).name) === undefined && missingOf(one).length === 0

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    // Rendered at once, so that the first invalid field can get the focus.
    flushSync(() => setAsked(true))
    if (busy || refusal !== undefined) return
    if (!wanted.every(isRight)) {
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
      return
    }
    setBusy(true)
    setFailure(undefined)
    let last = ''
    for (const one of wanted) {
      try {
        const { ids } = applicationsOf(one, applications)
        last = await createBrought(client, one, typedOf(one), ids)
        const id = last
        setMade((before) => ({ ...before, [one.folder]: id }))
      } catch (error) {
        setFailure({ name: typedOf(one).name, error: error as Error })
        break
      }
    }
    setBusy(false)
    await queries.invalidateQueries({ queryKey: ['connections'] })
    if (last !== '' && wanted.length === 1) navigate(paths.script(tenant.name, last, 'login'))
  }

  return (
    <form ref={form} className="stack" noValidate autoComplete="off" onSubmit={(event) => void submit(event)}>
      <h2>{says.found(wanted.length)}</h2>
      {connections.map((one) => {
        const id = made[one.folder]
        if (id !== undefined) {
          return (
            <Banner
              key={one.folder}
              live
              tone="ok"
              title={says.created(typedOf(one).name)}
              actions={<ButtonLink href={paths.script(tenant.name, id, 'login')}>{says.open}</ButtonLink>}
            />
          )
        }
        return (
          <BroughtCard
            key={one.folder}
            brought={one}
            typed={typedOf(one)}
            isOut={out.has(one.folder)}
            nameError={nameError(typedOf(one).name)}
            missing={asked ? missingOf(one) : []}
            applications={applicationsOf(one, applications).sentence}
            onTyped={(next) => setTyped((before) => ({ ...before, [one.folder]: next }))}
            onOut={(isOut) =>
              setOut((before) => {
                const next = new Set(before)
                if (isOut) next.add(one.folder)
                else next.delete(one.folder)
                return next
              })
            }
          />
        )
      })}
      {failure && (
        <>
          <p className="field-error">{says.failedAt(failure.name)}</p>
          <Problem error={failure.error} />
        </>
      )}
      {wanted.length > 0 && (
        <div className="row end">
          <Button onClick={onClear}>{says.clear}</Button>
          <Button type="submit" variant="primary" writes busy={busy} blocked={refusal}>
            {says.create(wanted.length)}
          </Button>
        </div>
      )}
    </form>
  )
}

/** An export names applications; Ferry's have IDs of their own. */
function applicationsOf(
  { applications: names }: BroughtConnection,
  known: readonly Application[],
): { ids: string[]; sentence: string } {
  const found = known.filter(({ name, client_id }) => names.includes(name) || names.includes(client_id))
  const missing = names.filter(
    (one) => !found.some(({ name, client_id }) => name === one || client_id === one),
  )
  return {
    ids: found.map(({ client_id }) => client_id),
    sentence: bringText.applications(
      found.map(({ name }) => inSentence(name)),
      missing.map(inSentence),
    ),
  }
}
