/** The menu at the end of a row. @module */
import type { RefObject } from 'react'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'

/**
 * @param props.blocked why the person can do nothing with this row
 * @param props.button gets the focus when a dialog of the menu closes
 */
export function RowMenu({
  label,
  blocked,
  items,
  button,
}: {
  label: string
  blocked: string | undefined
  items: readonly { label: string; run: () => void }[]
  button?: RefObject<HTMLButtonElement | null>
}) {
  const trigger = (
    <Button
      variant="quiet"
      icon="more"
      writes
      blocked={blocked}
      aria-label={label}
      {...(button && { ref: button })}
    />
  )
  if (blocked !== undefined) return trigger
  return (
    <Menu trigger={trigger}>
      {items.map((item) => (
        <MenuItem key={item.label} onSelect={item.run}>
          {item.label}
        </MenuItem>
      ))}
    </Menu>
  )
}
