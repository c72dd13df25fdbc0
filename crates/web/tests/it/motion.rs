//! Whoever asks the system for less motion gets none: only what is behind that question may move.

const STYLE: &str = include_str!("../../assets/style.css");
const SCRIPTS: [&str; 2] = [
    include_str!("../../assets/routing.js"),
    include_str!("../../assets/autosave.js"),
];

/// Where motion is allowed: the visitor did not ask for less.
const ALLOWED: &str = "@media (prefers-reduced-motion:no-preference)";

/// What makes something move in a style sheet, outside the block where it is allowed.
fn moves(style: &str) -> Vec<&'static str> {
    let outside: String = style
        .split(ALLOWED)
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { after_block(part) })
        .collect();
    let motion = [
        "animation",
        "transition",
        "@keyframes",
        "scroll-behavior",
        "offset-path",
    ];
    let found = motion.into_iter().filter(|word| outside.contains(word));
    found.collect()
}

/// What follows the block that begins here.
fn after_block(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return &text[at + 1..],
            '}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

#[test]
fn nothing_moves_for_who_wants_no_motion() {
    assert_eq!(moves(STYLE), Vec::<&str>::new());
    for script in SCRIPTS {
        for motion in [".animate(", "behavior:", "startViewTransition"] {
            assert!(!script.contains(motion), "{motion} asks nobody first");
        }
    }
}

#[test]
fn motion_is_found_outside_its_block_only() {
    assert_eq!(moves("a{transition:color 1s}"), ["transition"]);
    let asked = format!("a{{color:red}}{ALLOWED}{{a{{animation:spin 1s}}b{{color:red}}}}");
    assert_eq!(moves(&asked), Vec::<&str>::new());
    let both = format!("{asked}c{{scroll-behavior:smooth}}");
    assert_eq!(moves(&both), ["scroll-behavior"]);
}
