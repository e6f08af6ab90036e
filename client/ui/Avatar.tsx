import { initialsOf, presenceColour } from './avatar-colour.ts'

/** Initials on the person's presence colour; the full name is there for those who cannot see it. */
export function Avatar(props: {
  readonly name: string
  /** Decides the colour; absent: no colour (offline, or a person who is not present). */
  readonly userId?: string | undefined
  readonly size?: 'small' | 'normal' | 'large'
  readonly ring?: boolean
  /** The name stands beside it already. */
  readonly decorative?: boolean
}) {
  const classes = () =>
    [
      'avatar',
      props.userId === undefined ? 'avatar-plain' : `presence-${presenceColour(props.userId)}`,
      props.size && props.size !== 'normal' ? `avatar-${props.size}` : '',
      props.ring ? 'avatar-ring' : '',
    ].join(' ')
  return (
    <span class={classes()} title={props.decorative ? undefined : props.name}>
      <span aria-hidden="true">{initialsOf(props.name)}</span>
      <span class="sr" hidden={props.decorative ?? false}>
        {props.name}
      </span>
    </span>
  )
}
