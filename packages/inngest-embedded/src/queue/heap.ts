/** A binary heap: the smallest value by `compare` comes out first. */
export interface Heap<Value> {
  readonly size: number;
  peek(): Value | undefined;
  pop(): Value | undefined;
  push(value: Value): void;
  /** Every value, in no order. */
  values(): readonly Value[];
}

/** Makes an empty heap; push and pop cost O(log n). */
export function createHeap<Value>(compare: (left: Value, right: Value) => number): Heap<Value> {
  const values: Value[] = [];

  function siftUp(start: number): void {
    const value = values[start] as Value;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (compare(value, values[parent] as Value) >= 0) break;
      values[index] = values[parent] as Value;
      index = parent;
    }
    values[index] = value;
  }

  function siftDown(): void {
    const value = values[0] as Value;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= values.length) break;
      if (child + 1 < values.length && compare(values[child + 1] as Value, values[child] as Value) < 0) child += 1;
      if (compare(values[child] as Value, value) >= 0) break;
      values[index] = values[child] as Value;
      index = child;
    }
    values[index] = value;
  }

  return {
    get size() {
      return values.length;
    },
    peek: () => values[0],
    push(value) {
      values.push(value);
      siftUp(values.length - 1);
    },
    pop() {
      const first = values[0];
      const last = values.pop();
      if (values.length > 0) {
        values[0] = last as Value;
        siftDown();
      }
      return first;
    },
    values: () => values,
  };
}
