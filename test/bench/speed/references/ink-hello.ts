/* The least that Ink can be used for: a line on the whole screen, with a number that counts seconds. */
import { Box, render, Text } from "ink";
import { createElement as element, useEffect, useReducer } from "react";

function Hello() {
  const [seconds, count] = useReducer((before: number) => before + 1, 0);
  useEffect(() => {
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, []);
  const { columns, rows } = process.stdout;
  return element(Box, { width: columns, height: rows }, element(Text, null, `hello ${seconds}`));
}

render(element(Hello), { alternateScreen: true, incrementalRendering: true });
