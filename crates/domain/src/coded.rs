//! Closed lists with a stable name for each entry, as files and the database hold it.

/// Makes an enum of a closed list: its entries in their order, and the name of each both ways.
macro_rules! coded {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$entry_doc:meta])* $entry:ident = $code:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$entry_doc])* #[serde(rename = $code)] $entry,)+
        }

        impl $name {
            /// Every entry, in the order of the list.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$entry),+];

            /// The name under which it is stored.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$entry => $code,)+
                }
            }

            /// The entry stored under this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|entry| entry.code() == code)
            }
        }
    };
}

pub(crate) use coded;

#[cfg(test)]
mod tests {
    use crate::organisations::OrganisationKind;

    #[test]
    fn each_entry_comes_back_from_its_name() {
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::from_code(kind.code()), Some(kind));
            let stored = format!("\"{}\"", kind.code());
            assert_eq!(serde_json::to_string(&kind).unwrap(), stored);
            assert_eq!(
                serde_json::from_str::<OrganisationKind>(&stored).unwrap(),
                kind
            );
        }
        assert_eq!(OrganisationKind::ALL.len(), 8);
        assert_eq!(OrganisationKind::from_code("Company"), None);
    }
}
