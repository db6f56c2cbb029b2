/** The command palette. @module */
import { Dialog as Base } from '@base-ui/react/dialog'
import type { KeyboardEvent, RefObject } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { TEXT } from '../text.ts'
import { Kbd } from '../ui/data.tsx'
import { Icon } from '../ui/icons.tsx'
import type { PageAction, PaletteItem } from './palette-items.ts'
import { usePalette } from './palette-items.ts'
import { Problem } from './part.tsx'
import { useCommands } from './use-commands.ts'
import './palette.css'

/**
 * A combobox whose list is always open: arrow keys, Home and End move, Enter selects, Escape closes.
 *
 * @see WAI-ARIA Authoring Practices, "Editable combobox with list autocomplete"
 */
export function Palette({
  actions,
  typed,
  onPassword,
  onClose,
}: {
  actions: readonly PageAction[]
  /** Text typed before the palette had loaded. */
  typed: RefObject<string>
  /** Opens the dialog that changes the own password. */
  onPassword: () => void
  onClose: () => void
}) {
  const id = useId()
  const [query, setQuery] = useState(typed.current)
  // Read in the first render: later, the field has the focus already.
  const [cameFrom] = useState(() => document.activeElement)
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const { groups, isLooking, error } = usePalette(query, actions, useCommands(onPassword))
  const items = groups.flatMap((group) => group.items)
  const at = Math.min(active, items.length - 1)
  const current = items[at]
  const optionId = (item: PaletteItem): string => `${id}-${items.indexOf(item)}`
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const choose = (item: PaletteItem | undefined): void => {
    if (!item) return
    onClose()
    // Closing returns the focus to the page first; the action may then move it.
    requestAnimationFrame(item.run)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends an input method's composition selects nothing.
    if (event.nativeEvent.isComposing) return
    const last = items.length - 1
    const next = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
      Enter: at,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    if (event.key === 'Enter') choose(current)
    else setActive(next)
  }
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className="dialog palette"
          finalFocus={() => (cameFrom instanceof HTMLElement ? cameFrom : true)}
        >
          <Base.Title className="unseen">{TEXT.palette.title}</Base.Title>
          <div className="palette-search">
            <Icon name="search" />
            <input
              role="combobox"
              aria-label={TEXT.palette.label}
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={current && optionId(current)}
              placeholder={TEXT.palette.label}
              autoComplete="off"
              spellCheck={false}
              // The dialog moves the focus one frame later: the next keystroke may come before.
              ref={focusAtOnce}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setActive(0)
              }}
              onKeyDown={onKeyDown}
            />
            <Kbd>Esc</Kbd>
          </div>
          <div
            ref={list}
            id={`${id}-list`}
            className="palette-list"
            role="listbox"
            aria-label={TEXT.palette.results}
          >
            {groups.map((group, index) => (
              // biome-ignore lint/a11y/useSemanticElements: these groups contain options, not fields
              <div key={group.name} role="group" aria-labelledby={`${id}-group-${index}`}>
                <div id={`${id}-group-${index}`} className="item-group">
                  {group.name}
                </div>
                {group.items.map((item) => (
                  <PaletteOption
                    key={item.key}
                    id={optionId(item)}
                    item={item}
                    isActive={item === current}
                    onPoint={() => setActive(items.indexOf(item))}
                    onChoose={() => choose(item)}
                  />
                ))}
              </div>
            ))}
          </div>
          {error && <Problem error={error} />}
          <p className="palette-status hint" role="status">
            {items.length > 0
              ? TEXT.palette.found(items.length)
              : isLooking
                ? TEXT.palette.looking
                : TEXT.palette.none}
          </p>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus()
}

function PaletteOption({
  id,
  item: { label, detail, icon },
  isActive,
  onPoint,
  onChoose,
}: {
  id: string
  item: PaletteItem
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="item"
      data-highlighted={isActive || undefined}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <Icon name={icon} />
      <bdi className="palette-name">{label}</bdi>
      {detail !== undefined && <bdi className="muted small palette-detail">{detail}</bdi>}
    </div>
  )
}
