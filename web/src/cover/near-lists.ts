interface List<Member> {
  members: Set<Member>
  isNear: boolean
}

/**
 * Watches elements in lists. The browser looks at each watched element in each frame. Therefore it watches the lists, and
 * not the thousand elements in them.
 * @param onChange called when the list of an element comes near the screen or leaves it
 * @param onEnd called after some of these calls
 */
export const createNearLists = <Member extends Element>(
  rootMargin: string,
  onChange: (element: Member, isNear: boolean) => void,
  onEnd: () => void,
) => {
  const lists = new Map<Element, List<Member>>()
  const listOf = new WeakMap<Member, Element>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const list = lists.get(target)
        if (!list || list.isNear === isIntersecting) continue
        list.isNear = isIntersecting
        for (const element of list.members) onChange(element, isIntersecting)
      }
      onEnd()
    },
    { rootMargin },
  )
  return {
    add: (element: Member): void => {
      const parent = element.closest('ul') ?? element
      listOf.set(element, parent)
      const list = lists.get(parent)
      if (list) list.members.add(element)
      else {
        lists.set(parent, { members: new Set([element]), isNear: false })
        observer.observe(parent)
      }
      if (!list?.isNear) return
      onChange(element, true)
      queueMicrotask(onEnd)
    },
    remove: (element: Member): void => {
      const parent = listOf.get(element)
      const list = parent && lists.get(parent)
      if (!parent || !list?.members.delete(element) || list.members.size > 0) return
      lists.delete(parent)
      observer.unobserve(parent)
    },
  }
}
