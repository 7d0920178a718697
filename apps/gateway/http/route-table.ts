interface Route {
  pattern: RegExp;
  methods: Set<string>;
}

/** Which methods an address has, so that a wrong one is told apart from a wrong address. */
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  add(methods: string | string[], url: string): void {
    if (url.includes('*')) return;
    const route = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of Array.isArray(methods) ? methods : [methods]) route.methods.add(method);
    this.routes.set(url, route);
  }

  /** Methods of the routes that a URL's path matches, sorted; empty when there is none. */
  methodsOf(url: string): string[] {
    const path = url.split('?', 1)[0]!;
    const methods = new Set<string>();
    for (const route of this.routes.values())
      if (route.pattern.test(path)) for (const method of route.methods) methods.add(method);
    return [...methods].sort();
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}
