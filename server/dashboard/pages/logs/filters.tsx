/** Search and filters of the log. @module */
import { useState } from 'react'
import { LOG_TYPE_WORDS, wordsOf } from '../../shell/log-words.ts'
import type { SyntaxProblem } from '../../shell/search-box.tsx'
import { SearchBox } from '../../shell/search-box.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import type { Choice } from '../../ui/select.tsx'
import { Combobox, Select } from '../../ui/select.tsx'
import type { LogFilter } from './log-filter.ts'
import { FAILED } from './log-filter.ts'
import { logsText } from './text.ts'

/** What the selects offer. undefined = the member may not read the list. */
interface Choices {
  connections: readonly { id?: string; name?: string }[] | undefined
  applications: readonly { client_id: string; name: string }[] | undefined
}

/** Each filter takes effect at once; the search takes effect when it is submitted. */
export function LogFilters({
  filter,
  choices: { connections, applications },
  syntax,
  onChange,
  onSearch,
}: {
  filter: LogFilter
  choices: Choices
  /** What is wrong with the search, and where. */
  syntax: SyntaxProblem | undefined
  onChange: (change: Partial<LogFilter>) => void
  onSearch: (typed: string) => void
}) {
  return (
    <div className="users-filters">
      <SearchBox key={filter.q} q={filter.q} error={syntax} says={logsText} onSearch={onSearch} />
      <div className="users-selects">
        <Combobox
          label={logsText.type}
          choices={typeChoices(filter.type)}
          value={filter.type}
          onChange={(type) => onChange({ type })}
        />
        {connections && (
          <Select
            label={logsText.connection}
            choices={withPresent(
              logsText.anyConnection,
              connections.map(({ id = '', name = '' }) => ({ value: id, label: name })),
              filter.connection,
            )}
            value={connections.find(({ name }) => name === filter.connection)?.id ?? filter.connection}
            onChange={(connection) => onChange({ connection })}
          />
        )}
        {applications && (
          <Select
            label={logsText.application}
            choices={withPresent(
              logsText.anyApplication,
              applications.map(({ client_id, name }) => ({ value: client_id, label: name })),
              filter.application,
            )}
            value={filter.application}
            onChange={(application) => onChange({ application })}
          />
        )}
        <TimeFilter filter={filter} onChange={onChange} />
      </div>
      <Chips filter={filter} onChange={onChange} />
    </div>
  )
}

/** @returns the choices with “any” before them, and the present value after them when it is none of them */
function withPresent(any: string, choices: readonly Choice[], present: string): Choice[] {
  const isKnown = present === '' || choices.some(({ value, label }) => value === present || label === present)
  return [
    { value: '', label: any },
    ...choices,
    ...(isKnown ? [] : [{ value: present, label: inSentence(present) }]),
  ]
}

function typeChoices(present: string): Choice[] {
  const choices = [
    { value: FAILED, label: logsText.failures },
    ...LOG_TYPE_WORDS.map(([value, { words }]) => ({ value, label: logsText.typeChoice(words, value) })),
  ]
  const label = present
    .split(',')
    .map((type) => wordsOf(type).words)
    .join(', ')
  const isKnown = present === '' || choices.some(({ value }) => value === present)
  return [
    { value: '', label: logsText.anyType },
    ...(isKnown ? [] : [{ value: present, label: inSentence(label) }]),
    ...choices,
  ]
}

type Span = keyof typeof logsText.times

const SPANS = Object.keys(logsText.times) as Span[]

function TimeFilter({
  filter: { from, to },
  onChange,
}: {
  filter: LogFilter
  onChange: (change: Partial<LogFilter>) => void
}) {
  const [isBetween, setIsBetween] = useState(false)
  const known = to === '' ? SPANS.find((one) => one === from) : undefined
  const span: Span = isBetween ? 'between' : (known ?? 'between')
  return (
    <>
      <Select<Span>
        label={logsText.time}
        choices={SPANS.map((value) => ({ value, label: logsText.times[value] }))}
        value={span}
        onChange={(next) => {
          setIsBetween(next === 'between')
          if (next !== 'between') onChange({ from: next, to: '' })
        }}
      />
      {span === 'between' && (
        <>
          <TextField
            type="datetime-local"
            label={logsText.from}
            defaultValue={localTime(from)}
            key={`from ${from}`}
            onBlur={(event) => onChange({ from: isoTime(event.target.value) })}
          />
          <TextField
            type="datetime-local"
            label={logsText.to}
            defaultValue={localTime(to)}
            key={`to ${to}`}
            onBlur={(event) => onChange({ to: isoTime(event.target.value) })}
          />
        </>
      )}
    </>
  )
}

/** @returns the time as the field takes it, in the browser’s time zone; '' for a text that is no time */
function localTime(iso: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return ''
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function isoTime(local: string): string {
  const at = Date.parse(local)
  return Number.isNaN(at) ? '' : new Date(at).toISOString()
}

/** Filters that have no field of their own. */
function Chips({
  filter: { person, run },
  onChange,
}: {
  filter: LogFilter
  onChange: (change: Partial<LogFilter>) => void
}) {
  const chips = [
    ...(person === ''
      ? []
      : [{ label: logsText.person(inSentence(person)), remove: () => onChange({ person: '' }) }]),
    ...(run === '' ? [] : [{ label: logsText.run(inSentence(run)), remove: () => onChange({ run: '' }) }]),
  ]
  if (chips.length === 0) return null
  return (
    <section className="row users-asks" aria-label={logsText.chips}>
      {chips.map(({ label, remove }) => (
        <Button key={label} icon="close" aria-label={logsText.without(label)} onClick={remove}>
          {label}
        </Button>
      ))}
    </section>
  )
}
